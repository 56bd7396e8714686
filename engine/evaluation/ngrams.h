/* ngrams.h — counts of the n-grams of a sequence of symbols
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

typedef struct _HeedNgrams HeedNgrams;

HeedNgrams *heed_ngrams_new      (const guint32    *symbols,
                                  guint             n_symbols,
                                  guint             order);
void        heed_ngrams_free     (HeedNgrams       *ngrams);
guint       heed_ngrams_count    (guint             n_symbols,
                                  guint             order);
void        heed_ngrams_unite    (HeedNgrams       *ngrams,
                                  const HeedNgrams *other);
void        heed_ngrams_subtract (HeedNgrams       *ngrams,
                                  const HeedNgrams *other);
guint       heed_ngrams_match    (const HeedNgrams *ngrams,
                                  const HeedNgrams *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedNgrams, heed_ngrams_free)
