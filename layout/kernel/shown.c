/* Text in a page's content, as ``broadsheet.paint.pdf.page`` and ``objects`` write it.

   ``show`` takes glyphs and the moves between them, returns the operator that shows them, with a
   character for each sort that has no code yet; ``recode`` puts the codes in. */

#include "kernel.h"

#include <string.h>

#define FIRST 0x100      /* typecase.py: what stands for sorts begins behind Latin-1 */
#define SURROGATES 0xd800
#define BEHIND 0xe000
#define LONGEST 1000000

/* Characters in the making; ``failed`` when there was no room for one. */
typedef struct {
    Py_UCS4 *text;
    size_t size, room;
    int failed;
} Written;

static void put_letter(Written *out, Py_UCS4 letter) {
    if (out->size == out->room) {
        size_t room = out->room ? 2 * out->room : 256;
        Py_UCS4 *more = PyMem_Realloc(out->text, room * sizeof(Py_UCS4));
        if (!more) {
            out->failed = 1;
            return;
        }
        out->text = more;
        out->room = room;
    }
    out->text[out->size++] = letter;
}

static void put_letters(Written *out, const char *letters) {
    while (*letters) {
        put_letter(out, (unsigned char)*letters++);
    }
}

/* ``number``: at most three decimals, as short as it goes. */
static void write_number(Written *out, double number) {
    char *digits = PyOS_double_to_string(number, 'f', 3, 0, NULL);
    if (!digits) {
        out->failed = 1;
        return;
    }
    size_t size = strlen(digits);
    while (size && digits[size - 1] == '0') { /* three decimals are always there */
        digits[--size] = 0;
    }
    if (size && digits[size - 1] == '.') {
        digits[--size] = 0;
    }
    put_letters(out, !size || !strcmp(digits, "-0") ? "0" : digits);
    PyMem_Free(digits);
}

/* The order of bytes is told: where it is not, a first U+FEFF is taken for its mark, and is lost. */
static PyObject *text_of(const Py_UCS4 *letters, size_t size, const char *odd) {
    int order = PY_BIG_ENDIAN ? 1 : -1;
    return PyUnicode_DecodeUTF32((const char *)letters, (Py_ssize_t)size * 4, odd, &order);
}

/* What one face's glyphs read as, and what stands for each: ``typecase.Sorts``. */
typedef struct {
    PyObject *sorts, *first, *table; /* dealt; first readings, by glyph; those of them met here */
} Dealt;

/* Have what stands for a glyph that sets a character dealt, and note it where that is its first
   reading; as ``write_sort``. */
static int deal(const Dealt *dealt, PyObject *glyph, int number, Py_UCS4 code, Sort *sort) {
    PyObject *text = text_of(&code, 1, "surrogatepass");
    PyObject *key = text ? PyTuple_Pack(2, glyph, text) : NULL;
    PyObject *stood = key ? PyObject_GetItem(dealt->sorts, key) : NULL;
    PyObject *first = stood ? PyDict_GetItemWithError(dealt->first, glyph) : NULL;
    int sound = PyErr_Occurred() ? -1 : 0;
    if (first && PyUnicode_Check(first) && !PyUnicode_Compare(first, text) &&
        PyUnicode_Check(stood) && PyUnicode_GetLength(stood) == 1) {
        memset(sort, 0, sizeof(Sort));
        sort->glyph = (int32_t)code;
        sort->stood = PyUnicode_ReadChar(stood, 0);
        sound = put_sort(dealt->table, (Py_UCS4)number, OWN, *sort) < 0 ? -1 : 1;
    }
    Py_XDECREF(text);
    Py_XDECREF(key);
    Py_XDECREF(stood);
    return sound;
}

/* Write what stands for a glyph that sets a character, which may have to be dealt: 1, 0: the rule
   is to do it, -1: an exception was raised. */
static int write_sort(Written *out, const Dealt *dealt, PyObject *glyph, Py_UCS4 code) {
    Sort sort;
    int number;
    int sound = read_whole(glyph, 0, 0xffff, &number);
    if (sound > 0 && !find_sort(dealt->table, (Py_UCS4)number, OWN, &sort)) {
        sound = deal(dealt, glyph, number, code, &sort);
    }
    if (sound <= 0) {
        return sound;
    }
    if (sort.glyph != (int32_t)code || sort.stood > 0x10ffff) {
        return 0; /* of another reading */
    }
    put_letter(out, sort.stood);
    return 1;
}

/* A move of the pen before a glyph. */
typedef struct {
    int at;
    double by;
} Move;

/* Read moves in the order of their glyphs; as ``read_number``. */
static int read_moves(PyObject *shifts, int count, Move *moves) {
    int size = (int)PyTuple_Size(shifts), before = -1;
    for (int n = 0; n < size; n++) {
        PyObject *one = PyTuple_GetItem(shifts, n);
        Move move;
        if (!one || !PyTuple_Check(one) || PyTuple_Size(one) != 2) {
            PyErr_SetString(PyExc_TypeError, "a shift is a place and a move");
            return -1;
        }
        int sound = read_whole(PyTuple_GetItem(one, 0), 0, count - 1, &move.at);
        sound = sound > 0 ? read_number(PyTuple_GetItem(one, 1), &move.by) : sound;
        if (sound <= 0) {
            return sound;
        }
        int slot = n;
        for (; move.at < before && slot && moves[slot - 1].at > move.at; slot--) {
            moves[slot] = moves[slot - 1];
        }
        if (slot && moves[slot - 1].at == move.at) {
            return 0; /* two before one glyph */
        }
        moves[slot] = move;
        before = moves[n].at;
    }
    return 1;
}

/* ``_shown``; as ``write_sort``. */
static int write_run(Written *out, const Dealt *dealt, PyObject *glyphs, PyObject *text,
                     const Move *moves, int shifts, double unit) {
    int count = (int)PyTuple_Size(glyphs), next = 0;
    put_letters(out, shifts ? moves[0].at == 0 ? "[" : "[(" : "(");
    for (int n = 0; n < count; n++) {
        if (next < shifts && moves[next].at == n) {
            put_letters(out, n ? ")" : "");
            write_number(out, moves[next++].by * unit);
            put_letter(out, '(');
        }
        int sound =
            write_sort(out, dealt, PyTuple_GetItem(glyphs, n), PyUnicode_ReadChar(text, n));
        if (sound <= 0) {
            return sound;
        }
    }
    put_letters(out, shifts ? ")] TJ" : ") Tj");
    return 1;
}

PyObject *kernel_show(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *glyphs, *text, *shifts, *found = NULL;
    Dealt dealt;
    double unit;
    if (!PyArg_ParseTuple(args, "O!O!O!O!UO!d:show", &PyDict_Type, &dealt.sorts, &PyDict_Type,
                          &dealt.first, &PyByteArray_Type, &dealt.table, &PyTuple_Type, &glyphs,
                          &text, &PyTuple_Type, &shifts, &unit)) {
        return NULL;
    }
    Py_ssize_t count = PyTuple_Size(glyphs), moved = PyTuple_Size(shifts);
    if (count < 1 || count > LONGEST || PyUnicode_GetLength(text) != count || moved > count) {
        Py_RETURN_NONE; /* a ligature, or a fault that the rule names */
    }
    Written out = {NULL, 0, 0, 0};
    Move *moves = PyMem_Malloc((size_t)(moved + 1) * sizeof(Move));
    int sound = moves ? read_moves(shifts, (int)count, moves) : -1;
    if (sound > 0) {
        sound = write_run(&out, &dealt, glyphs, text, moves, (int)moved, unit);
    }
    if (out.failed || !moves) {
        PyErr_NoMemory();
    } else if (sound > 0) {
        found = text_of(out.text, out.size, "strict");
    } else if (sound == 0) {
        found = Py_None;
        Py_INCREF(found);
    }
    PyMem_Free(moves);
    PyMem_Free(out.text);
    return found;
}

/* Write a byte of a code as strings hold it: ``_escaped``; return what follows. */
static unsigned char *escape(unsigned char *out, unsigned char byte) {
    int special = byte == '\\' || byte == '(' || byte == ')' || byte == '\r';
    if (special) {
        *out++ = '\\';
    }
    *out++ = byte == '\r' ? 'r' : byte;
    return out;
}

/* Put codes in; NULL: something stands for no sort, or is no Latin-1. */
static unsigned char *write_codes(const Py_UCS4 *text, size_t size, const unsigned char *codes,
                                  size_t count, unsigned char *out) {
    int inside = 0;
    for (size_t n = 0; n < size; n++) {
        Py_UCS4 letter = text[n];
        if (letter < FIRST) {
            inside = letter == '(' ? 1 : letter == ')' ? 0 : inside;
            *out++ = (unsigned char)letter;
            continue;
        }
        size_t place = letter - FIRST - (letter >= BEHIND ? BEHIND - SURROGATES : 0);
        if (!inside || place >= count) {
            return NULL;
        }
        out = escape(escape(out, codes[2 * place]), codes[2 * place + 1]);
    }
    return out;
}

PyObject *kernel_recode(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *text, *found = NULL;
    Py_buffer codes;
    if (!PyArg_ParseTuple(args, "Uy*:recode", &text, &codes)) {
        return NULL;
    }
    size_t size = (size_t)PyUnicode_GetLength(text);
    Py_UCS4 *letters = PyUnicode_AsUCS4Copy(text);
    unsigned char *out = PyMem_Malloc(4 * size + 1);
    if (letters && out) {
        unsigned char *end = write_codes(letters, size, codes.buf, (size_t)codes.len / 2, out);
        if (end) {
            found = PyBytes_FromStringAndSize((char *)out, end - out);
        } else {
            PyErr_SetString(PyExc_ValueError, "something in the text stands for no sort");
        }
    } else if (letters) {
        PyErr_NoMemory();
    }
    PyMem_Free(letters);
    PyMem_Free(out);
    PyBuffer_Release(&codes);
    return found;
}
