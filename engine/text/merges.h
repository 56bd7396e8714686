/* merges.h — byte-pair encoding: which neighbours become one, and in which order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_NO_SYMBOL G_MAXUINT32

/* A part of a text, and what the merges know it as. */
typedef struct {
  guint32 symbol;   /* or HEED_NO_SYMBOL, which no merge has */
  guint32 begin;    /* bytes of the text */
  guint32 n_bytes;
} HeedPart;

typedef struct _HeedMerges HeedMerges;

HeedMerges *heed_merges_new         (void);
void        heed_merges_free        (HeedMerges  *merges);

/* Behind those there are. A pair that is there already stays where it is. */
void        heed_merges_add         (HeedMerges  *merges,
                                     const char  *left,
                                     const char  *right,
                                     const char  *merged);
guint32     heed_merges_find_symbol (HeedMerges  *merges,
                                     const char  *text);

/* What text was merged of by the first merge that makes it; FALSE if by none. */
gboolean    heed_merges_find_halves (HeedMerges  *merges,
                                     const char  *text,
                                     const char **left,
                                     const char **right);

/* Merges neighbours in the array of HeedPart until no merge is left. The first
 * merge of all that are possible goes first; at once wherever it is possible, or
 * only at the first such place, before others are looked at. */
void        heed_merges_apply       (HeedMerges  *merges,
                                     GArray      *parts,
                                     gboolean     everywhere_at_once);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMerges, heed_merges_free)

G_END_DECLS
