/* formula-atoms.h — splits an equation into symbols, functions and signs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  HEED_ATOM_SYMBOL,    /* a single letter: W_q */
  HEED_ATOM_FUNCTION,  /* several letters: tanh */
  HEED_ATOM_SIGN       /* any other character: + */
} HeedAtomKind;

typedef enum {
  HEED_ATOM_ON_LINE,
  HEED_ATOM_ABOVE,     /* in a numerator */
  HEED_ATOM_BELOW
} HeedAtomPlace;

typedef struct {
  HeedAtomKind  kind;
  HeedAtomPlace place;
  guint         fraction;      /* index of its fraction, from 0, if it is in one */
  gboolean      follows_space;
  gboolean      begins_line;
  char         *text;          /* "W_q" */
  char         *base;          /* "W" */
  char         *index;         /* "q", or NULL */
  char         *exponent;      /* or NULL */
} HeedAtom;

/* Returns an array of HeedAtom, to be freed with g_array_unref(). */
GArray   *heed_formula_atoms_parse (const char     *equation);

/* Whether an atom matches asked. An exponent that asked does not have
 * is ignored: "v" matches v^T. */
gboolean  heed_atom_is             (const HeedAtom *atom,
                                    const HeedAtom *asked);

G_END_DECLS
