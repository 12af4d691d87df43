/* A paragraph, a line of its own or the width of one: ``paragraph.setting`` of what is plain.

   Takes text in stretches and how it is set; returns set lines.  None leaves it to the rule; a list
   names the sorts that a table lacks. */

#include "kernel.h"

#include <math.h>
#include <string.h>

#define LARGEST 1e15
#define SMALLEST 1e-6
#define LONGEST 200000 /* characters: what is longer may take its time */
/* filling.py */
#define LOOSE 0.12
/* setting.py */
#define HAN "HISJxm34567"
#define FULL_LINE 0.6
#define TAIL 2
#define ROOM 0.01 /* pt: nearer to the measure the rule tells what goes in */

/* ``composed.KINDS`` */
enum { PARAGRAPH, LINE, WIDTH, KINDS };

/* What is asked for. */
typedef struct {
    int kind, lines;
    PyObject *look, *made;
} Order;

static int sane(double number) { return fabs(number) <= LARGEST; }

/* Read one stretch: end, table, face, size, tracking, wide, facts; as ``read_number``. */
static int read_stretch(PyObject *item, int start, Stretch *own) {
    if (!item || !PyTuple_Check(item)) {
        PyErr_SetString(PyExc_TypeError, "a stretch is a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(item, "iO!OdddO!:compose", &own->end, &PyByteArray_Type, &own->table,
                          &own->face, &own->size, &own->tracking, &own->wide, &PyTuple_Type,
                          &own->facts)) {
        return -1;
    }
    own->start = start;
    if (own->end <= start || PyTuple_Size(own->facts) != 8) {
        PyErr_SetString(PyExc_ValueError, "stretches follow one another, each with eight facts");
        return -1;
    }
    return sane(own->size) && own->size >= SMALLEST && sane(own->tracking) && sane(own->wide) &&
           own->wide >= SMALLEST;
}

/* Read all of them; as ``read_number``. */
static int read_stretches(PyObject *stretches, Cast *cast) {
    Py_ssize_t count = PyTuple_Size(stretches), length = PyUnicode_GetLength(cast->string);
    int start = 0, sound = length > 0 && length <= LONGEST;
    if (count < 1 || count > length || !sound) {
        return 0;
    }
    cast->length = (int)length;
    cast->count = (int)count;
    cast->stretches = PyMem_Calloc((size_t)count, sizeof(Stretch));
    if (!cast->stretches) {
        PyErr_NoMemory();
        return -1;
    }
    for (int n = 0; n < count && sound > 0; n++) {
        sound = read_stretch(PyTuple_GetItem(stretches, n), start, &cast->stretches[n]);
        start = cast->stretches[n].end;
    }
    if (sound > 0 && start != length) {
        PyErr_SetString(PyExc_ValueError, "stretches end where their text does");
        return -1;
    }
    return sound;
}

/* Read how it is set; as ``read_number``. */
static int read_manner(PyObject *facts, Manner *manner) {
    if (!PyArg_ParseTuple(facts, "dddipppUSO:compose", &manner->measure, &manner->em,
                          &manner->indent, &manner->align, &manner->hanging, &manner->filled,
                          &manner->vertical, &manner->full, &manner->pairs, &manner->gaps)) {
        return -1;
    }
    if (PyBytes_Size(manner->pairs) != 1 << 14) {
        PyErr_SetString(PyExc_ValueError, "flags of every pair of classes are wanted");
        return -1;
    }
    return sane(manner->measure) && sane(manner->indent) && sane(manner->em) &&
           manner->em >= SMALLEST && manner->align >= 0 && manner->align < ALIGNS;
}

/* Room for what a line gives and moves, of any length; NULL where there is none. */
static char *line_room(Line *line, const Cast *cast, PyObject *made) {
    size_t size = (size_t)cast->length + 2;
    char *memory = PyMem_Calloc(size, 3 * sizeof(double) + 5 * sizeof(int) + 3);
    if (!memory) {
        return (char *)PyErr_NoMemory();
    }
    memset(line, 0, sizeof *line);
    line->cast = cast;
    line->made = made;
    line->given = (double *)(void *)memory;
    line->drawn = line->given + size;
    line->move = line->drawn + size;
    line->shift = (int *)(void *)(line->move + size);
    line->drawer = line->shift + size;
    line->giver = line->drawer + size; /* twice as long, and more */
    line->gives = (char *)(line->giver + 3 * size);
    line->draws = line->gives + size;
    line->moves = line->draws + size;
    return memory;
}

/* Where the white begins that a line of all of it does not show: ``_shown_end``. */
static int shown_end(const Cast *cast) {
    int end = cast->length;
    while (end && (cast->letters[end - 1] == '_' || cast->letters[end - 1] == 'W')) {
        end--;
    }
    return end ? end : cast->length;
}

static PyObject *set_one(const Cast *cast, const Order *order) {
    Line line;
    PyObject *found = NULL;
    char *memory = line_room(&line, cast, order->made);
    if (memory) {
        line.end = shown_end(cast);
        line.last = 1;
        found = order->kind == LINE ? make_line(&line) : PyFloat_FromDouble(line_width(&line));
    }
    PyMem_Free(memory);
    return found;
}

/* Tell whether the first unit has room beside the indent: ``indent_of`` takes none of it. */
static int is_indented(const Cast *cast) {
    const Gaps *gaps = &cast->gaps;
    double spare = cast->manner->measure + 0.001 - ROOM;
    int end = 1;
    while (!(cast->flags[end] & BREAK) && end < cast->length) {
        end++;
    }
    spare -= gaps->sums[end] - gaps->heads[0] - gaps->tails[end];
    for (int at = 0; at < end; at++) {
        int edge = (at == 0 && gaps->has_head[0]) || (at == end - 1 && gaps->has_tail[end]);
        spare += (gaps->light[at] || gaps->heavy[at]) && !edge ? cast->squeezable[at] : 0.0;
        spare += at ? gaps->shrink[at] : gaps->base[0];
    }
    return spare / cast->manner->em >= cast->manner->indent;
}

/* ``_tail``: the last break from which the last line is long enough. */
static int tail_of(const Cast *cast, const int *places, int count) {
    int found = 0, at = cast->length, last = count - 2;
    while (at && found < TAIL) {
        int letter = cast->letters[--at];
        found += is_in(HAN, letter) ? 1 : letter == 'a' || letter == 'n' || letter == 'h' ? 2 : 0;
    }
    while (last > 0 && places[last] > at) {
        last--;
    }
    return last;
}

/* A paragraph whose breaks are chosen, and its tallies. */
typedef struct {
    const Cast *cast;
    const Paragraph *par;
    const Taken *taken;
    const int *places;
} Broken;

static Fill fill_of(const Broken *broken, int from, int to) {
    const double *const *sums = broken->par->sums;
    const Manner *manner = broken->cast->manner;
    Held held = {
        sums[GAP_ENDS][to] - sums[GAP_STARTS][from],
        sums[LIGHT_ENDS][to] - sums[LIGHT_STARTS][from],
        sums[HEAVY_ENDS][to] - sums[HEAVY_STARTS][from],
        sums[GROW_ENDS][to] - sums[GROW_STARTS][from],
        sums[SHRINK_ENDS][to] - sums[SHRINK_STARTS][from],
    };
    Fill natural = {0.0, 0.0, 0.0, 0.0, 0.0};
    double slack = manner->measure - (sums[WIDTH_ENDS][to] - sums[WIDTH_STARTS][from]);
    double most = manner->filled ? held.gaps * LOOSE * manner->em + held.grow
                                 : FULL_LINE * manner->em;
    int last = to == broken->par->last;
    if (slack < 0 || (manner->align == JUSTIFY && !(last && slack > most))) {
        return fill_line(slack, &held, broken->cast->em);
    }
    return natural;
}

/* ``_line`` for each of them; NULL: an exception was raised. */
static PyObject *set_lines(const Broken *broken, PyObject *made) {
    const Cast *cast = broken->cast;
    int count = broken->taken->size - 1;
    Line line;
    char *memory = line_room(&line, cast, made);
    PyObject *lines = memory ? PyTuple_New(count) : NULL;
    for (int n = 0; lines && n < count; n++) {
        int from = broken->taken->ends[count - n], to = broken->taken->ends[count - n - 1];
        int end = broken->places[to];
        line.start = broken->places[from];
        line.end = cast->gaps.shown[end] ? cast->gaps.shown[end] : end;
        line.left = from ? 0.0 : cast->manner->indent * cast->manner->em;
        line.last = to == broken->par->last;
        line.done = fill_of(broken, from, to);
        PyObject *set = make_line(&line);
        if (!set || PyTuple_SetItem(lines, n, set) < 0) {
            Py_CLEAR(lines);
        }
    }
    PyMem_Free(memory);
    return lines;
}

/* Write down the places of breaks. */
static void write_places(const Cast *cast, int *places) {
    int n = 0;
    for (int gap = 0; gap <= cast->length; gap++) {
        if (gap == 0 || cast->flags[gap] & BREAK) {
            places[n++] = gap;
        }
    }
}

/* ``_set_part``; NULL: an exception was raised. */
static PyObject *set_paragraph(Cast *cast, const Order *order) {
    const Manner *manner = cast->manner;
    PyObject *lines = NULL;
    gaps_look_over(&cast->gaps, cast->letters);
    size_t count = (size_t)cast->gaps.count;
    double *numbers = PyMem_Malloc(count * TALLIES * sizeof(double));
    int *places = PyMem_Malloc(count * 2 * sizeof(int));
    if (!numbers || !places) {
        PyErr_NoMemory();
        goto done;
    }
    gaps_write_down(&cast->gaps, manner->indent * manner->em, numbers);
    write_places(cast, places);
    Paragraph par = {.last = (int)count - 1, .width = manner->measure, .em = cast->em,
                     .ragged = manner->align != JUSTIFY, .filled = manner->filled,
                     .lines = order->lines, .look = order->look};
    for (size_t n = 0; n < TALLIES; n++) {
        par.sums[n] = numbers + n * count;
    }
    par.tail = manner->filled ? 0 : tail_of(cast, places, (int)count);
    Taken taken = {places + count, 0, 0, 0};
    if (choose_breaks(&par, &taken) == 0) {
        Broken broken = {cast, &par, &taken, places};
        lines = set_lines(&broken, order->made);
    }
    lines = lines ? Py_BuildValue("(Nii)", lines, taken.shortest, taken.longest) : NULL;
done:
    PyMem_Free(numbers);
    PyMem_Free(places);
    return lines;
}

/* Tell whether a paragraph is one that the rule sets without a second thought. */
static int is_plain(const Cast *cast) {
    const Manner *manner = cast->manner;
    return manner->measure >= SMALLEST && cast->em >= SMALLEST &&
           cast->flags[cast->length] & BREAK && units_go_in(cast) &&
           (manner->indent <= 0.0 || is_indented(cast));
}

static PyObject *composed(Cast *cast, const Order *order) {
    int sound = cast_text(cast);
    if (sound < 0) {
        return NULL;
    }
    if (cast->wanted) {
        Py_INCREF(cast->wanted);
        return cast->wanted;
    }
    if (sound && order->kind != PARAGRAPH) {
        return set_one(cast, order);
    }
    if (sound && is_plain(cast)) {
        return set_paragraph(cast, order);
    }
    Py_RETURN_NONE;
}

PyObject *kernel_compose(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *stretches, *facts, *found = NULL;
    Py_ssize_t lines;
    Manner manner;
    Order order;
    Cast cast;
    memset(&cast, 0, sizeof cast);
    if (!PyArg_ParseTuple(args, "UO!O!inOO!:compose", &cast.string, &PyTuple_Type, &stretches,
                          &PyTuple_Type, &facts, &order.kind, &lines, &order.look, &PyTuple_Type,
                          &order.made)) {
        return NULL;
    }
    if (PyTuple_Size(order.made) != 3 || order.kind < 0 || order.kind >= KINDS) {
        PyErr_SetString(PyExc_ValueError, "three classes and a kind are wanted");
        return NULL;
    }
    order.lines = lines < 0 ? -1 : lines > LONGEST ? LONGEST : (int)lines;
    cast.manner = &manner;
    int sound = read_manner(facts, &manner);
    sound = sound > 0 ? read_stretches(stretches, &cast) : sound;
    if (sound > 0) {
        cast.em = manner.em * cast.stretches[0].wide;
        found = composed(&cast, &order);
    } else if (sound == 0) {
        found = Py_None;
        Py_INCREF(found);
    }
    cast_clear(&cast);
    PyMem_Free(cast.stretches);
    return found;
}
