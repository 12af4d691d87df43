/* Type on its bodies, as ``broadsheet.paragraph.matter.cast`` sets it: what is plain of it.

   Takes text in stretches, each with a table of sorts; returns glyphs, widths, flags, marks that
   may give, springs and sums.  What is strange (another face, a glyph moved on its body, a
   character that no face has) is left to the rule; sorts that are not there yet are asked for. */

#include "kernel.h"

#include <math.h>
#include <string.h>

#define LARGEST 1e15
/* matter.py */
#define OPENING "<{"
#define CLOSING ">},:.?"
#define WORDED "anAhpoisyq()]!34567"
#define KERNED "aAqi!()"
#define HAN "HISJxm34567"
#define SOFT 0xad
static const double LATIN_GAP[] = {0.125, 0.25, 1.0 / 3};
static const double WORD_SPACE[] = {0.25, 0.25, 0.5};
static const double LATIN_SPACE[] = {1.0 / 6, 0.25, 0.5};
/* classes.py */
#define NOT_FOREIGN "anAhpoisyqb!()-_DdEecgzw"
/* emergency.py */
#define SOLID 8

static const Stretch *stretch_at(const Cast *cast, int at) {
    int n = 0;
    while (n < cast->count - 1 && at >= cast->stretches[n].end) {
        n++;
    }
    return &cast->stretches[n];
}

/* Ask for a sort that is not there; -1: an exception was raised. */
static int ask_for(Cast *cast, const Stretch *stretch, int at, int body) {
    if (!cast->wanted && !(cast->wanted = PyList_New(0))) {
        return -1;
    }
    PyObject *asked = Py_BuildValue("(iii)", (int)(stretch - cast->stretches),
                                    (int)cast->text[at], body);
    int failed = !asked || PyList_Append(cast->wanted, asked) < 0;
    Py_XDECREF(asked);
    return failed ? -1 : 0;
}

/* ``_sorts``: 1, 0: it is left to the rule, -1: an exception was raised. */
static int take_sorts(Cast *cast) {
    Sort sort;
    for (int n = 0; n < cast->count; n++) {
        const Stretch *own = &cast->stretches[n];
        double white = own->tracking * own->size;
        for (int at = own->start; at < own->end; at++) {
            if (!find_sort(own->table, cast->text[at], OWN, &sort)) {
                if (ask_for(cast, own, at, OWN) < 0) {
                    return -1;
                }
                continue;
            }
            if (sort.strange || cast->text[at] == SOFT || is_in("cZ", sort.letter)) {
                return 0;
            }
            cast->glyphs[at] = sort.glyph;
            cast->widths[at] = sort.width * own->size + white;
            cast->letters[at] = sort.letter & 127; /* whatever another hand put there */
        }
    }
    return 1;
}

/* ``put``: set a character on another body; as ``take_sorts``. */
static int put(Cast *cast, int at, int body) {
    const Stretch *own = stretch_at(cast, at);
    Sort sort;
    if (!find_sort(own->table, cast->text[at], body, &sort)) {
        return ask_for(cast, own, at, body);
    }
    cast->glyphs[at] = sort.glyph;
    cast->widths[at] = (sort.width + own->tracking) * own->size;
    return 1;
}

static void set_spring(Cast *cast, int gap, double base, double grow, double shrink) {
    cast->gaps.base[gap] = base;
    cast->gaps.grow[gap] = grow;
    cast->gaps.shrink[gap] = shrink;
    cast->gaps.has_spring[gap] = 1;
}

/* White of words: it can take and give. */
static void set_word_space(Cast *cast, int at, int latin) {
    const double *parts = latin ? LATIN_SPACE : WORD_SPACE;
    double size = stretch_at(cast, at)->size, width = cast->widths[at];
    double give = width - parts[0] * size, take = parts[2] * size - width;
    set_spring(cast, at + 1, 0.0, take > 0.0 ? take : 0.0, give > 0.0 ? give : 0.0);
    if (latin) {
        cast->flags[at + 1] |= WIDEN;
    }
}

/* White of one run: ``_set_spaces``; as ``take_sorts``. */
static int set_white(Cast *cast, int start, int end, int latin) {
    const unsigned char *letters = cast->letters;
    int before = start ? letters[start - 1] : 0, after = end < cast->length ? letters[end] : 0;
    int left = before && !is_in(WORDED, before), right = after && !is_in(WORDED, after);
    if (letters[start] == 'W') {
        if (left && right && end - start == 1) {
            set_spring(cast, start + 1, 0.0, stretch_at(cast, start)->size / 2, 0.0);
        }
        return 1;
    }
    for (int at = start, sound = 1; at < end; at++) {
        if (left && right) {
            int wide = at == start && !is_in(CLOSING, before) && !is_in(OPENING, after);
            sound = put(cast, at, wide ? FULL : HALF);
            if (wide) {
                set_spring(cast, at + 1, 0.0, stretch_at(cast, at)->size / 2, 0.0);
            }
        } else if ((left || right) && at == start) {
            sound = put(cast, at, QUARTER);
        } else {
            set_word_space(cast, at, latin);
        }
        if (sound < 0) {
            return -1;
        }
    }
    return 1;
}

static int set_spaces(Cast *cast) {
    const unsigned char *letters = cast->letters;
    int latin = 0, foreign = 0;
    for (int at = 0; at < cast->length; at++) {
        latin = latin || letters[at] == 'a';
        foreign = foreign || !is_in(NOT_FOREIGN, letters[at]);
    }
    for (int at = 0, end; at < cast->length; at = end) {
        end = at + 1;
        if (letters[at] != '_' && letters[at] != 'W') {
            continue;
        }
        while (end < cast->length && letters[end] == letters[at]) {
            end++;
        }
        if (set_white(cast, at, end, latin && !foreign) < 0) {
            return -1;
        }
    }
    return 1;
}

/* Note a mark that may give half of its body; as ``take_sorts``. */
static int set_giving(Cast *cast, const Stretch *own, int at, int letter) {
    Gaps *gaps = &cast->gaps;
    Sort half, ahead;
    int has_half = find_sort(own->table, cast->text[at], HALF, &half);
    int has_ahead = find_sort(own->table, cast->text[at], AHEAD, &ahead);
    if (!has_half || !has_ahead) {
        int failed = has_half ? 0 : ask_for(cast, own, at, HALF);
        return failed < 0 || (!has_ahead && ask_for(cast, own, at, AHEAD) < 0) ? -1 : 0;
    }
    cast->halves[at] = half.glyph;
    cast->ahead[at] = ahead.width;
    cast->squeezable[at] = own->size * own->wide / 2;
    (letter == '.' || letter == '?' ? gaps->heavy : gaps->light)[at] = 1;
    if (is_in(OPENING, letter)) {
        gaps->heads[at] = cast->squeezable[at];
        gaps->has_head[at] = 1;
    } else if (is_in(CLOSING, letter)) {
        gaps->tails[at + 1] = cast->squeezable[at];
        gaps->has_tail[at + 1] = 1;
    }
    Py_UCS4 mark = cast->text[at];
    int hangs = mark == 0xff0c || mark == 0x3001 || mark == 0x3002; /* ，、。 */
    if (cast->manner->hanging && hangs && !(at && is_in(CLOSING, cast->letters[at - 1]))) {
        gaps->tails[at + 1] = 2 * cast->squeezable[at];
        gaps->has_tail[at + 1] = 1;
        cast->hung[at + 1] = 1;
    }
    return 1;
}

/* Tell whether a line down the page holds what shares a cell: ``_abreast``. */
static int is_abreast(const Cast *cast) {
    for (int at = 0; at < cast->length; at++) {
        if (is_in("an?", cast->letters[at])) {
            return 1;
        }
    }
    return 0;
}

/* ``_set_marks``; as ``take_sorts``. */
static int set_marks(Cast *cast) {
    for (int at = 0, sound = 1; at < cast->length; at++) {
        int letter = cast->letters[at];
        if (letter == 'H' || !is_in(OPENING CLOSING "Mq", letter)) {
            continue;
        }
        Py_UCS4 mark = cast->text[at];
        if (letter == 'q') {
            sound = mark == 0x201c || mark == 0x201d || mark == 0x2018 || mark == 0x2019
                        ? put(cast, at, NARROW)
                        : 1;
        } else if (PyUnicode_FindChar(cast->manner->full, (Py_UCS4)letter, 0, 128, 1) >= 0) {
            int halved = cast->flags[at] & HALF_AFTER || cast->flags[at + 1] & HALF_BEFORE;
            sound = halved ? put(cast, at, HALF)
                           : set_giving(cast, stretch_at(cast, at), at, letter);
        }
        if (sound < 0) {
            return -1;
        }
    }
    return 1;
}

/* Ask a face what the gap between two glyphs changes by; as ``take_sorts``. */
static int kern(Cast *cast, const Stretch *own, int at) {
    double by;
    PyObject *told = PyObject_CallMethod(own->face, "kern", "ii", cast->glyphs[at - 1],
                                         cast->glyphs[at]);
    int sound = told ? read_number(told, &by) : -1;
    Py_XDECREF(told);
    if (sound > 0 && by != 0.0 && !cast->gaps.has_spring[at]) {
        set_spring(cast, at, by * own->size, 0.0, 0.0);
    }
    return sound;
}

/* ``_kern``: letters of Latin words that follow one another; as ``take_sorts``. */
static int kern_words(Cast *cast) {
    if (cast->manner->vertical) {
        return !is_abreast(cast);
    }
    for (int at = 1, sound = 1; at < cast->length; at++) {
        if (cast->letters[at] == 'H' || !is_in(KERNED, cast->letters[at]) ||
            !is_in(KERNED, cast->letters[at - 1])) {
            continue;
        }
        const Stretch *own = stretch_at(cast, at);
        sound = at == own->start ? 1 : kern(cast, own, at);
        if (sound <= 0) {
            return sound;
        }
    }
    return 1;
}

/* ``_part_latin`` */
static void part_latin(Cast *cast) {
    for (int gap = 0; gap <= cast->length; gap++) {
        if (!(cast->flags[gap] & LATIN)) {
            continue;
        }
        int han = gap < cast->length && is_in(HAN, cast->letters[gap]) ? gap : gap - 1;
        double size = stretch_at(cast, han)->size;
        double least = LATIN_GAP[0] * size, usual = LATIN_GAP[1] * size, most = LATIN_GAP[2] * size;
        set_spring(cast, gap, usual, most - usual, usual - least);
    }
}

/* ``_sums``; 0: they are no numbers to reckon with. */
static int sum_up(Cast *cast) {
    double *sums = cast->gaps.sums;
    for (int at = 0; at < cast->length; at++) {
        double width = cast->widths[at];
        width = cast->gaps.has_spring[at] ? width + cast->gaps.base[at] : width;
        sums[at + 1] = sums[at] + width;
        if (!(fabs(sums[at + 1]) <= LARGEST)) {
            return 0;
        }
    }
    return 1;
}

/* Tell whether a run of ASCII may be an address: it is opened at its joints. */
static int is_address(const Cast *cast, int start, int end) {
    int lettered = 0, joined = 0;
    for (int at = start; at < end; at++) {
        Py_UCS4 code = cast->text[at];
        lettered = lettered || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
        joined = joined || code == '.' || code == '/' || code == '@' || code == '_';
    }
    return end - start >= SOLID && lettered && joined;
}

/* Tell whether every unit goes into a line as it is: ``open_units`` would open none. */
int units_go_in(const Cast *cast) {
    const double *sums = cast->gaps.sums;
    double room = cast->manner->measure + 0.001;
    int solid = 0, start = 0;
    for (int at = 0; at <= cast->length; at++) {
        if (at < cast->length && cast->text[at] > ' ' && cast->text[at] <= '~') {
            solid++;
        } else {
            if (is_address(cast, at - solid, at)) {
                return 0;
            }
            solid = 0;
        }
        if (at && cast->flags[at] & BREAK) {
            if (at - start > 1 && sums[at] - sums[start] > room) {
                return 0;
            }
            start = at;
        }
    }
    return 1;
}

/* Lay all out in one block; -1: there is no room. */
static int cast_room(Cast *cast) {
    size_t size = (size_t)cast->length + 1;
    size_t each = 3 * sizeof(double) + sizeof(Py_UCS4) + 2 * sizeof(int) + 3;
    cast->gaps.size = cast->length + 1;
    char *memory = cast->memory = PyMem_Calloc(size, each);
    if (!memory || gaps_room(&cast->gaps) < 0) {
        PyErr_NoMemory();
        return -1;
    }
    cast->widths = (double *)(void *)memory;
    cast->squeezable = cast->widths + size;
    cast->ahead = cast->squeezable + size;
    cast->text = (Py_UCS4 *)(void *)(cast->ahead + size);
    cast->glyphs = (int *)(void *)(cast->text + size);
    cast->halves = cast->glyphs + size;
    cast->letters = (unsigned char *)(cast->halves + size);
    cast->flags = cast->letters + size;
    cast->hung = (char *)(cast->flags + size);
    cast->gaps.flags = cast->flags;
    return PyUnicode_AsUCS4(cast->string, cast->text, (Py_ssize_t)size, 1) ? 0 : -1;
}

void cast_clear(Cast *cast) {
    PyMem_Free(cast->memory);
    gaps_clear(&cast->gaps);
    Py_CLEAR(cast->wanted);
}

/* ``cast``: 1, 0: it is left to the rule, or sorts are wanted; -1: an exception was raised. */
int cast_text(Cast *cast) {
    int (*const steps[])(Cast *) = {take_sorts, find_gaps, set_spaces, set_marks, kern_words};
    if (cast_room(cast) < 0) {
        return -1;
    }
    for (size_t n = 0; n < sizeof steps / sizeof *steps; n++) {
        int sound = steps[n](cast);
        if (sound <= 0 || cast->wanted) {
            return sound < 0 ? -1 : 0;
        }
    }
    part_latin(cast);
    return sum_up(cast);
}
