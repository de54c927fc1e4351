"""What people write behind the commands that mend, folded; data alone, read by the handlers."""

ALL = frozenset(["all", "tout", "tous", "toutes", "everything", "الكل", "كل"])
ADD = frozenset(["add", "ajouter", "ajoute", "nommer", "make", "plus", "+", "أضف", "اضف", "عين"])
REMOVE = frozenset(
    ["remove", "retirer", "retire", "enlever", "delete", "supprimer", "unmake", "moins", "-", "حذف", "احذف", "ازل"]
)
EDITOR = frozenset(["editor", "editeur", "redacteur", "redactrice", "editrice", "محرر", "محررة"])
ADMIN = frozenset(["admin", "administrateur", "administratrice", "administrator", "مشرف", "مشرفة"])
