/* merges.h — byte-pair encoding: the list of merges, and its application
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_NO_SYMBOL G_MAXUINT32

/* A part of a text and its symbol. */
typedef struct {
  guint32 symbol;   /* or HEED_NO_SYMBOL if it is in no merge */
  guint32 begin;    /* byte offset into the text */
  guint32 n_bytes;
} HeedWordPart;

typedef struct _HeedMerges HeedMerges;

HeedMerges *heed_merges_new         (void);
void        heed_merges_free        (HeedMerges  *merges);

/* Appends a merge to the list. A pair that is already in the list keeps its rank. */
void        heed_merges_add         (HeedMerges  *merges,
                                     const char  *left,
                                     const char  *right,
                                     const char  *merged);
guint32     heed_merges_find_symbol (HeedMerges  *merges,
                                     const char  *text);

/* Finds the two halves of the first merge that results in text; FALSE if there is none. */
gboolean    heed_merges_find_halves (HeedMerges  *merges,
                                     const char  *text,
                                     const char **left,
                                     const char **right);

/* Merges neighbours in the array of HeedWordPart until no merge applies. The possible merge of
 * lowest rank is applied first: at all its places at once, or only at the first one before other
 * merges are considered. */
void        heed_merges_apply       (HeedMerges  *merges,
                                     GArray      *parts,
                                     gboolean     everywhere_at_once);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMerges, heed_merges_free)

G_END_DECLS
