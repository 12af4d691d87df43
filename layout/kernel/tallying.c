/* The tallies of a paragraph's breaks, as ``broadsheet.paragraph.tallies`` takes them.

   Takes matter: flags and sums by the gap, marks and springs in mappings; returns the gaps where a
   line may break and twelve rows of numbers, as ``linebreak`` wants them.  The rule is the one in
   Python: what is added to a sum comes in the same order. */

#include "kernel.h"

#include <string.h>

#define LONGEST 50000000 /* characters */
void gaps_clear(Gaps *gaps) {
    PyMem_Free(gaps->numbers);
    PyMem_Free(gaps->marks);
    PyMem_Free(gaps->wide);
}

/* Room for all of it, zero; -1 where there is none. */
int gaps_room(Gaps *gaps) {
    size_t size = (size_t)gaps->size;
    gaps->numbers = PyMem_Calloc(7 * size, sizeof(double));
    gaps->marks = PyMem_Calloc(5 * size, 1);
    gaps->wide = PyMem_Calloc(2 * size, sizeof(int));
    if (!gaps->numbers || !gaps->marks || !gaps->wide) {
        PyErr_NoMemory();
        return -1;
    }
    double **rows[] = {&gaps->sums, &gaps->heads,  &gaps->tails, &gaps->hyphens,
                       &gaps->base, &gaps->grow, &gaps->shrink};
    for (size_t n = 0; n < 7; n++) {
        *rows[n] = gaps->numbers + n * size;
    }
    char **told[] = {&gaps->has_head, &gaps->has_tail, &gaps->has_spring, &gaps->light, &gaps->heavy};
    for (size_t n = 0; n < 5; n++) {
        *told[n] = gaps->marks + n * size;
    }
    gaps->shown = gaps->wide + size;
    return 0;
}

/* Read widths by the gap; as ``read_number``. */
static int read_widths(PyObject *mapping, int size, double *widths, char *has) {
    PyObject *key, *value;
    Py_ssize_t at = 0;
    int sound = 1, gap;
    while (sound > 0 && PyDict_Next(mapping, &at, &key, &value)) {
        sound = read_whole(key, 0, size - 1, &gap);
        if (sound > 0) {
            sound = read_number(value, &widths[gap]);
            has[gap] = 1;
        }
    }
    return sound;
}

/* Read which marks give half an em, in order; those that end a sentence apart. */
static int read_marks(PyObject *squeezable, const unsigned char *letters, Gaps *gaps) {
    PyObject *key, *value;
    Py_ssize_t at = 0;
    int before = -1, mark;
    while (PyDict_Next(squeezable, &at, &key, &value)) {
        int sound = read_whole(key, before + 1, gaps->size - 2, &mark);
        if (sound <= 0) {
            return sound;
        }
        unsigned char letter = letters[mark];
        (letter == '.' || letter == '?' ? gaps->heavy : gaps->light)[mark] = 1;
        before = mark;
    }
    return 1;
}

static int read_attribute(PyObject *spring, const char *name, double *number) {
    PyObject *value = PyObject_GetAttrString(spring, name);
    int sound = value ? read_number(value, number) : -1;
    Py_XDECREF(value);
    return sound;
}

static int read_springs(PyObject *springs, PyObject *order, Gaps *gaps) {
    Py_ssize_t size = PyList_Size(order);
    int before = -1, gap;
    if (size != PyDict_Size(springs)) {
        return 0;
    }
    for (Py_ssize_t n = 0; n < size; n++) {
        PyObject *key = n < PyList_Size(order) ? PyList_GetItem(order, n) : NULL;
        int sound = read_whole(key, before + 1, gaps->size - 1, &gap);
        if (sound <= 0) {
            return sound;
        }
        PyObject *spring = PyDict_GetItemWithError(springs, key);
        if (!spring) {
            return PyErr_Occurred() ? -1 : 0;
        }
        Py_INCREF(spring);
        double *into[] = {&gaps->base[gap], &gaps->grow[gap], &gaps->shrink[gap]};
        const char *names[] = {"base", "grow", "shrink"};
        for (int k = 0; k < 3 && sound > 0; k++) {
            sound = read_attribute(spring, names[k], into[k]);
        }
        Py_DECREF(spring);
        if (sound <= 0) {
            return sound;
        }
        gaps->has_spring[gap] = 1;
        before = gap;
    }
    return 1;
}

/* Count what lies before each gap, and find white at the ends of lines (``visible_ends``). */
void gaps_look_over(Gaps *gaps, const unsigned char *letters) {
    int wide = 0, white = 0;
    for (int gap = 0; gap < gaps->size; gap++) {
        wide += (gaps->flags[gap] & WIDEN) != 0;
        gaps->wide[gap] = wide;
        unsigned char before = gap ? letters[gap - 1] : 0;
        white = before == '_' || before == 'W' ? white + 1 : 0;
        if (gap == 0 || gaps->flags[gap] & BREAK) {
            gaps->count++;
            gaps->shown[gap] = white && gap - white > 0 ? gap - white : 0;
        }
    }
}

/* The sums that grow from gap to gap. */
typedef struct {
    double light, heavy, grow, shrink;
} Sums;

/* Count what the gap before this one, or the mark, adds. */
static void add(Sums *sums, const Gaps *gaps, int mark, int spring) {
    sums->light += mark >= 0 && gaps->light[mark];
    sums->heavy += mark >= 0 && gaps->heavy[mark];
    if (spring >= 0 && gaps->has_spring[spring]) {
        sums->grow += gaps->grow[spring];
        sums->shrink += gaps->shrink[spring];
    }
}

/* Write down all tallies: ``_widths``, ``_gaps``, ``_counted``, ``_summed``. */
void gaps_write_down(const Gaps *gaps, double indent, double *out) {
    size_t count = (size_t)gaps->count, n = 0;
    Sums until = {0, 0, 0, 0}; /* springs of the gaps before this one; marks up to it */
    Sums shown = {0, 0, 0, 0}; /* those before the white that this line's end does not show */
    int seen = 0;              /* the gaps whose springs are in ``shown`` */
    for (int gap = 0; gap < gaps->size; gap++) {
        add(&until, gaps, gap - 1, gap - 1);
        if (gap && !(gaps->flags[gap] & BREAK)) {
            continue;
        }
        int white = gaps->shown[gap], at = white ? white : gap;
        double begins = gaps->sums[gap], ends = gaps->sums[gap];
        begins = gaps->has_head[gap] ? begins + gaps->heads[gap] : begins;
        begins = gaps->has_spring[gap] ? begins + gaps->base[gap] : begins;
        if (white) {
            ends = gaps->sums[at] - (gaps->has_tail[at] ? gaps->tails[at] : 0.0);
        }
        ends = gaps->has_tail[gap] ? ends - gaps->tails[gap] : ends;
        ends += gaps->hyphens[gap];
        out[WIDTH_STARTS * count + n] = gap ? begins : begins - indent;
        out[WIDTH_ENDS * count + n] = ends;
        out[GAP_STARTS * count + n] = gaps->wide[gap];
        out[GAP_ENDS * count + n] = at ? gaps->wide[at - 1] : 0;
        int head = gaps->has_head[gap], cut = gap && gaps->has_tail[gap];
        int hidden = white && gaps->has_tail[white];
        int light = gap < gaps->size - 1 && gaps->light[gap];
        int heavy = gap < gaps->size - 1 && gaps->heavy[gap];
        out[LIGHT_STARTS * count + n] = until.light + (head && light);
        out[HEAVY_STARTS * count + n] = until.heavy + (head && heavy);
        out[LIGHT_ENDS * count + n] = until.light - (cut && gaps->light[gap - 1]) -
                                      (hidden && gaps->light[white - 1]);
        out[HEAVY_ENDS * count + n] = until.heavy - (cut && gaps->heavy[gap - 1]) -
                                      (hidden && gaps->heavy[white - 1]);
        Sums inside = until; /* with the spring of this gap */
        add(&inside, gaps, -1, gap);
        for (; white && seen < white; seen++) {
            add(&shown, gaps, -1, seen);
        }
        out[GROW_STARTS * count + n] = inside.grow;
        out[SHRINK_STARTS * count + n] = inside.shrink;
        out[GROW_ENDS * count + n] = white ? shown.grow : until.grow;
        out[SHRINK_ENDS * count + n] = white ? shown.shrink : until.shrink;
        n++;
    }
}

/* Copy letters, those of no class left out; NULL where there is no room. */
static unsigned char *read_letters(PyObject *letters, int size) {
    unsigned char *copy = PyMem_Calloc((size_t)size + 1, 1);
    for (int n = 0; copy && n < size; n++) {
        Py_UCS4 letter = PyUnicode_ReadChar(letters, n);
        copy[n] = letter < 128 ? (unsigned char)letter : 0;
    }
    return copy ? copy : (unsigned char *)PyErr_NoMemory();
}

/* Return places, tallies, and where the white begins at the ends of lines. */
static PyObject *said(const Gaps *gaps, double indent) {
    PyObject *places = PyList_New(gaps->count), *visible = PyDict_New();
    PyObject *tallies = PyBytes_FromStringAndSize(NULL, TALLIES * sizeof(double) * gaps->count);
    int n = 0, failed = !places || !visible || !tallies;
    for (int gap = 0; gap < gaps->size && !failed; gap++) {
        if (gap && !(gaps->flags[gap] & BREAK)) {
            continue;
        }
        PyObject *place = PyLong_FromLong(gap);
        if (place && gaps->shown[gap]) {
            PyObject *white = PyLong_FromLong(gaps->shown[gap]);
            failed = !white || PyDict_SetItem(visible, place, white) < 0;
            Py_XDECREF(white);
        }
        failed = !place || PyList_SetItem(places, n++, place) < 0 || failed;
    }
    if (!failed) {
        gaps_write_down(gaps, indent, (double *)(void *)PyBytes_AsString(tallies));
        return Py_BuildValue("(NNN)", places, tallies, visible);
    }
    Py_XDECREF(places);
    Py_XDECREF(visible);
    Py_XDECREF(tallies);
    return NULL;
}

PyObject *kernel_tally(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *letters, *sums, *springs, *order, *marks, *heads, *tails, *hyphens, *found = NULL;
    double indent, unused;
    Py_buffer flags;
    unsigned char *classes = NULL;
    Gaps gaps;
    memset(&gaps, 0, sizeof gaps);
    if (!PyArg_ParseTuple(args, "Uy*O!O!O!O!O!O!O!d:tally", &letters, &flags, &PyList_Type, &sums,
                          &PyDict_Type, &springs, &PyList_Type, &order, &PyDict_Type, &marks,
                          &PyDict_Type, &heads, &PyDict_Type, &tails, &PyDict_Type, &hyphens,
                          &indent)) {
        return NULL;
    }
    Py_ssize_t size = PyUnicode_GetLength(letters) + 1;
    if (flags.len != size || PyList_Size(sums) != size || size < 2) {
        PyErr_SetString(PyExc_ValueError, "a flag and a sum are wanted for each gap of a text");
        goto done;
    }
    gaps.size = size > LONGEST ? LONGEST : (int)size;
    gaps.flags = flags.buf;
    int sound = size > LONGEST ? 0 : gaps_room(&gaps) < 0 ? -1 : 1;
    if (sound > 0 && !(classes = read_letters(letters, gaps.size - 1))) {
        goto done;
    }
    PyObject *indented = sound > 0 ? PyFloat_FromDouble(indent) : NULL;
    sound = sound > 0 ? read_number(indented, &unused) : sound;
    Py_XDECREF(indented);
    for (int n = 0; n < gaps.size && sound > 0; n++) {
        sound = read_number(PyList_GetItem(sums, n), &gaps.sums[n]);
    }
    PyObject *mappings[] = {heads, tails, hyphens};
    double *widths[] = {gaps.heads, gaps.tails, gaps.hyphens};
    char *unasked = gaps.has_spring; /* of hyphens it is not asked; springs are read last */
    char *told[] = {gaps.has_head, gaps.has_tail, unasked};
    for (int n = 0; n < 3 && sound > 0; n++) {
        sound = read_widths(mappings[n], gaps.size, widths[n], told[n]);
    }
    if (sound > 0) {
        memset(unasked, 0, (size_t)gaps.size);
        sound = read_marks(marks, classes, &gaps);
    }
    sound = sound > 0 ? read_springs(springs, order, &gaps) : sound;
    if (sound > 0) {
        gaps_look_over(&gaps, classes);
        found = said(&gaps, indent);
    } else if (sound == 0) {
        found = Py_None;
        Py_INCREF(found);
    }
done:
    PyMem_Free(classes);
    gaps_clear(&gaps);
    PyBuffer_Release(&flags);
    return found;
}
