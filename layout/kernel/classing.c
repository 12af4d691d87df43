/* What characters are to their neighbours, and what may happen between them.

   Takes a class letter for each character, told by itself; tells long dashes, ellipses and quotes
   by what stands around them (``broadsheet.cjk.classes``) and finds the flags of each gap
   (``cjk.breaks``).  What the table of pairs does not know is asked of the rule. */

#include "kernel.h"

#include <string.h>

/* classes.py */
#define OF_LATIN "anAhpoisyqb!()"
#define OF_WIDE "HI<>,:.?"
/* breaks.py: what asks for more than the table of pairs, numbers apart */
#define ODD "_cZRzCWrfh"

int is_in(const char *classes, int letter) {
    return letter && strchr(classes, letter) != NULL;
}

/* Tell whether a narrow quote stands where Latin may have it: ``_QUOTE_IN_LATIN``. */
static int is_quoted(const Cast *cast) {
    const unsigned char *letters = cast->letters;
    for (int at = 0; at < cast->length; at++) {
        int before = at ? letters[at - 1] : 0;
        int after = at + 1 < cast->length ? letters[at + 1] : 0;
        int opens = letters[at] == '{', closes = letters[at] == '}';
        if (((opens || closes) && is_in("anAh", before) && is_in("anAh", after)) ||
            (opens && is_in("anAh(", after)) || (closes && is_in("anAhi!)", before))) {
            return 1;
        }
    }
    return 0;
}

static int is_wide(const Cast *cast) {
    for (int at = 0; at < cast->length; at++) {
        if (is_in(OF_WIDE, cast->letters[at])) {
            return 1;
        }
    }
    return 0;
}

/* Tell of a quote whether Latin text has it, by the letters as they were. */
static int is_narrow(const unsigned char *old, int length, int at) {
    int step = old[at] == '{' ? -1 : 1, out = at + step, in = at - step, far = out + step;
    int outer = out >= 0 && out < length ? old[out] : 0;
    int inner = in >= 0 && in < length ? old[in] : 0;
    int beyond = far >= 0 && far < length ? old[far] : 0;
    return is_in(OF_LATIN, inner) &&
           (is_in(OF_LATIN, outer) || (outer == '_' && is_in(OF_LATIN, beyond)));
}

/* ``_narrow_quotes``; -1: an exception was raised. */
static int narrow_quotes(Cast *cast) {
    int wide = is_wide(cast), length = cast->length;
    if (wide && !is_quoted(cast)) {
        return 0;
    }
    unsigned char *old = PyMem_Malloc((size_t)length);
    if (!old) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(old, cast->letters, (size_t)length);
    for (int at = 0; at < length; at++) {
        if ((old[at] == '{' || old[at] == '}') && (!wide || is_narrow(old, length, at))) {
            cast->letters[at] = 'q';
        }
    }
    PyMem_Free(old);
    return 0;
}

/* ``classify``: what characters are to their neighbours; -1: an exception was raised. */
static int tell_context(Cast *cast) {
    unsigned char *letters = cast->letters;
    int quoted = 0;
    for (int at = 0, end; at < cast->length; at = end) {
        int letter = letters[at];
        end = at + 1;
        quoted = quoted || letter == '{' || letter == '}';
        while ((letter == 'D' || letter == 'E') && end < cast->length && letters[end] == letter) {
            end++;
        }
        if (end - at > 1) {
            memset(letters + at, letter == 'D' ? 'd' : 'e', (size_t)(end - at));
        }
    }
    return quoted ? narrow_quotes(cast) : 0;
}

/* Tell whether all that is needed beyond the table of pairs is to hold numbers together. */
static int is_simple(const Cast *cast) {
    for (int at = 0; at < cast->length; at++) {
        int letter = cast->letters[at], after = at + 1 < cast->length ? cast->letters[at + 1] : 0;
        if (letter != 'H' && (is_in(ODD, letter) || (letter == '?' && after == '?'))) {
            return 0;
        }
    }
    return 1;
}

/* Hold numbers together, with what stands around them: ``_NUMBER``, and ``_HELD`` of prefixes. */
static void hold_numbers(Cast *cast) {
    const unsigned char *letters = cast->letters;
    int length = cast->length;
    for (int at = 0, end; at < length; at = end) {
        int opened = is_in("(y", letters[at]) && at + 1 < length && letters[at + 1] == 'n';
        end = at + 1;
        if (is_in("po", letters[at]) && at + 2 < length && is_in("(y", letters[at + 1]) &&
            letters[at + 2] == 'n') {
            cast->flags[end] &= ~BREAK;
        }
        if (letters[at] != 'n' && !opened) {
            continue;
        }
        end += opened;
        while (end < length && is_in("nsi", letters[end])) {
            end++;
        }
        end += end < length && is_in("])", letters[end]);
        end += end < length && is_in("po", letters[end]);
        for (int gap = at + 1; gap < end; gap++) {
            cast->flags[gap] &= ~BREAK;
        }
        /* what ends a number may begin another */
        end -= is_in("po", letters[end - 1]) && end - 1 > at;
    }
}

/* ``classify`` and ``cjk.gaps`` of letters that are known one by one: 1, 0: it is left to the rule,
   -1: an exception was raised. */
int find_gaps(Cast *cast) {
    const unsigned char *letters = cast->letters;
    if (tell_context(cast) < 0) {
        return -1;
    }
    if (is_simple(cast)) {
        const unsigned char *pairs = (const unsigned char *)PyBytes_AsString(cast->manner->pairs);
        for (int gap = 1; gap < cast->length; gap++) {
            cast->flags[gap] = pairs[letters[gap - 1] << 7 | letters[gap]];
        }
        cast->flags[cast->length] = BREAK;
        hold_numbers(cast);
        return 1;
    }
    PyObject *told = PyUnicode_FromStringAndSize((const char *)letters, cast->length);
    PyObject *flags = told ? PyObject_CallFunctionObjArgs(cast->manner->gaps, told, NULL) : NULL;
    Py_XDECREF(told);
    if (!flags) {
        return -1;
    }
    int sound = PyByteArray_Check(flags) && PyByteArray_Size(flags) == cast->length + 1;
    if (sound) {
        memcpy(cast->flags, PyByteArray_AsString(flags), (size_t)cast->length + 1);
    }
    Py_DECREF(flags);
    return sound;
}
