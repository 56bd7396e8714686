/* formula-atoms.h — what an equation is spelt with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  HEED_ATOM_SYMBOL,    /* a letter: W_q */
  HEED_ATOM_FUNCTION,  /* a word: tanh */
  HEED_ATOM_SIGN       /* anything else: + */
} HeedAtomKind;

typedef enum {
  HEED_ATOM_ON_LINE,
  HEED_ATOM_ABOVE,     /* of a fraction */
  HEED_ATOM_BELOW
} HeedAtomPlace;

typedef struct {
  HeedAtomKind  kind;
  HeedAtomPlace place;
  guint         fraction;      /* which one, from 0, if it is in one */
  gboolean      follows_space;
  gboolean      begins_line;
  char         *text;          /* "W_q" */
  char         *base;          /* "W" */
  char         *index;         /* "q", or NULL */
  char         *exponent;      /* or NULL */
} HeedAtom;

/* Of HeedAtom; an array to be freed with g_array_unref(). */
GArray   *heed_formula_atoms_parse (const char     *equation);

/* "v" is v^T too: an exponent that is not asked for does not matter. */
gboolean  heed_atom_is             (const HeedAtom *atom,
                                    const HeedAtom *asked);

G_END_DECLS
