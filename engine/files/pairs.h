/* pairs.h — sentence pairs for training and evaluation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  const char *source;  /* valid UTF-8 without line ends */
  const char *target;
  const char *origin;  /* the third column; NULL if not loaded */
} HeedPair;

typedef struct _HeedPairs HeedPairs;

/* For pairs that are not from a file; _add copies both texts, which must be valid UTF-8. */
HeedPairs      *heed_pairs_new  (void);
void            heed_pairs_add  (HeedPairs     *pairs,
                                 const char    *source,
                                 const char    *target);

/* Appends copies of all pairs of others. */
void            heed_pairs_append (HeedPairs *pairs,
                                   HeedPairs *others);

/* Exchanges source and target of all pairs. */
void            heed_pairs_swap (HeedPairs *pairs);

/* Keeps only the first n_pairs. */
void            heed_pairs_truncate (HeedPairs *pairs,
                                     guint      n_pairs);

/* Loads lines of source TAB target (further columns are ignored), gzipped or not. */
HeedPairs      *heed_pairs_load (const char    *path,
                                 GCancellable  *cancellable,
                                 GError       **error);

/* The same, but keeps the third column, which is "" if missing. */
HeedPairs      *heed_pairs_load_with_origins (const char    *path,
                                              GCancellable  *cancellable,
                                              GError       **error);
void            heed_pairs_free (HeedPairs     *pairs);
const HeedPair *heed_pairs_get  (HeedPairs     *pairs,
                                 guint         *n_pairs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPairs, heed_pairs_free)

G_END_DECLS
