/* pairs.h — sentence pairs for training and evaluation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  const char *source;  /* UTF-8, valid, without line ends */
  const char *target;
  const char *origin;  /* the third column, or NULL: nobody asked for it */
} HeedPair;

typedef struct _HeedPairs HeedPairs;

/* Pairs that are no file's; _add copies both texts, which are valid UTF-8. */
HeedPairs      *heed_pairs_new  (void);
void            heed_pairs_add  (HeedPairs     *pairs,
                                 const char    *source,
                                 const char    *target);

/* Adds copies of all pairs of another. */
void            heed_pairs_append (HeedPairs *pairs,
                                   HeedPairs *others);

/* The source becomes the target, and the other way. */
void            heed_pairs_swap (HeedPairs *pairs);

/* Forgets all but the first. */
void            heed_pairs_truncate (HeedPairs *pairs,
                                     guint      n_pairs);

/* Lines of source TAB target (further columns are ignored), gzipped or not. */
HeedPairs      *heed_pairs_load (const char    *path,
                                 GCancellable  *cancellable,
                                 GError       **error);

/* The same, and keeps the third column, "" where there is none. */
HeedPairs      *heed_pairs_load_with_origins (const char    *path,
                                              GCancellable  *cancellable,
                                              GError       **error);
void            heed_pairs_free (HeedPairs     *pairs);
const HeedPair *heed_pairs_get  (HeedPairs     *pairs,
                                 guint         *n_pairs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPairs, heed_pairs_free)

G_END_DECLS
