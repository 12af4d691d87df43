/* The sorts of a case: for each character and body a glyph and a width, in a table of bytes.

   The table is Python's (a ``bytearray`` that belongs to ``paragraph.case.Case``, or to
   ``paint.pdf.typecase.Sorts`` of a file) and is looked up anew each time: whatever Python does
   between two looks, nothing is read out of its bounds. */

#include "kernel.h"

#include <string.h>

#define LEAST 256         /* slots of a new table, a power of two */
#define MOST (1u << 22)   /* slots: as many as Unicode has characters, on all bodies */
#define SPREAD 2654435761u /* Knuth's, for keys that lie close together */

/* The slots of a table: behind the first, whose glyph says how many are taken. */
typedef struct {
    char *memory;
    uint32_t count; /* of slots; 0: it is none of ours */
} Slots;

static Slots slots_of(PyObject *table) {
    Py_ssize_t size = PyByteArray_Size(table) / (Py_ssize_t)sizeof(Sort) - 1;
    Slots slots = {NULL, 0};
    if (size >= LEAST && size <= MOST && !(size & (size - 1))) {
        slots.memory = PyByteArray_AsString(table) + sizeof(Sort);
        slots.count = (uint32_t)size;
    }
    return slots;
}

static uint32_t key_of(Py_UCS4 code, int body) { return (code | (uint32_t)body << 21) + 1; }

/* Find a key, or the slot where it goes; NULL where the table is full of others. */
static char *slot_of(const Slots *slots, uint32_t key, Sort *sort) {
    uint32_t at = key * SPREAD;
    at ^= at >> 15;
    for (uint32_t n = 0; n < slots->count; n++, at++) {
        char *slot = slots->memory + (at & (slots->count - 1)) * sizeof(Sort);
        memcpy(sort, slot, sizeof(Sort));
        if (sort->key == key || !sort->key) {
            return slot;
        }
    }
    return NULL;
}

/* Look a sort up; 0: it is not there. */
int find_sort(PyObject *table, Py_UCS4 code, int body, Sort *sort) {
    Slots slots = slots_of(table);
    return slots.count && slot_of(&slots, key_of(code, body), sort) && sort->key;
}

/* Make a table larger, its sorts dealt anew; -1: an exception was raised. */
static int enlarge(PyObject *table, uint32_t count) {
    Slots old = slots_of(table), large = {NULL, count};
    char *memory = PyMem_Calloc((size_t)count + 1, sizeof(Sort));
    Sort sort, unused;
    if (!memory || count > MOST) {
        PyMem_Free(memory);
        PyErr_NoMemory();
        return -1;
    }
    large.memory = memory + sizeof(Sort);
    memset(&unused, 0, sizeof unused);
    for (uint32_t n = 0; n < old.count; n++) {
        memcpy(&sort, old.memory + n * sizeof(Sort), sizeof(Sort));
        if (sort.key) {
            memcpy(slot_of(&large, sort.key, &unused), &sort, sizeof(Sort));
        }
    }
    if (old.count) {
        memcpy(memory, old.memory - sizeof(Sort), sizeof(Sort));
    }
    Py_ssize_t size = ((Py_ssize_t)count + 1) * (Py_ssize_t)sizeof(Sort);
    int failed = PyByteArray_Resize(table, size);
    if (!failed) {
        memcpy(PyByteArray_AsString(table), memory, (size_t)size);
    }
    PyMem_Free(memory);
    return failed;
}

/* Put one sort into a table; -1: an exception was raised. */
int put_sort(PyObject *table, Py_UCS4 code, int body, Sort sort) {
    sort.key = key_of(code, body);
    Slots slots = slots_of(table);
    Sort head, met;
    memset(&head, 0, sizeof head);
    if (slots.count) {
        memcpy(&head, slots.memory - sizeof(Sort), sizeof(Sort));
    }
    if (!slots.count || (uint32_t)head.glyph >= slots.count / 4 * 3) {
        if (enlarge(table, slots.count ? slots.count * 2 : LEAST) < 0) {
            return -1;
        }
        slots = slots_of(table);
    }
    char *slot = slot_of(&slots, sort.key, &met);
    if (!slot) {
        PyErr_SetString(PyExc_ValueError, "a table of sorts was filled by another hand");
        return -1;
    }
    head.glyph += !met.key;
    memcpy(slots.memory - sizeof(Sort), &head, sizeof(Sort));
    memcpy(slot, &sort, sizeof(Sort));
    return 0;
}

PyObject *kernel_stock(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *table, *sorts;
    if (!PyArg_ParseTuple(args, "O!O!:stock", &PyByteArray_Type, &table, &PyList_Type, &sorts)) {
        return NULL;
    }
    for (Py_ssize_t n = 0; n < PyList_Size(sorts); n++) {
        PyObject *item = PyList_GetItem(sorts, n);
        int code, body, glyph, letter, strange;
        double width;
        Sort sort;
        if (!item || !PyTuple_Check(item)) {
            PyErr_SetString(PyExc_TypeError, "a sort is a tuple");
            return NULL;
        }
        if (!PyArg_ParseTuple(item, "iiidCp:stock", &code, &body, &glyph, &width, &letter,
                              &strange)) {
            return NULL;
        }
        if (code < 0 || code > 0x10ffff || body < 0 || body >= BODIES || letter > 127) {
            PyErr_SetString(PyExc_ValueError, "no character, or no body or class of one");
            return NULL;
        }
        memset(&sort, 0, sizeof sort);
        sort.glyph = glyph;
        sort.width = width;
        sort.letter = (unsigned char)letter;
        sort.strange = (unsigned char)strange;
        if (put_sort(table, (Py_UCS4)code, body, sort) < 0) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}
