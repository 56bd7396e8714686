/* corpus-columns.h — the columns of the table of pairs: titles, help and the text of each number
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "app/core/corpus/corpus-rows.h"

G_BEGIN_DECLS

/* The title of a column, and its explanation; both are untranslated msgids. */
const char *heed_corpus_columns_get_title   (HeedMeasure           measure);
const char *heed_corpus_columns_get_help    (HeedMeasure           measure);
const char *heed_corpus_columns_get_action  (HeedMeasure           measure);  /* "aer" */

/* What a column requires to have values, and whether it is shown at first. */
gboolean    heed_corpus_columns_needs_gold      (HeedMeasure       measure);
gboolean    heed_corpus_columns_needs_attention (HeedMeasure       measure);
gboolean    heed_corpus_columns_needs_probe     (HeedMeasure       measure);
gboolean    heed_corpus_columns_needs_model     (HeedMeasure       measure);
gboolean    heed_corpus_columns_needs_baseline  (HeedMeasure       measure);
gboolean    heed_corpus_columns_is_default      (HeedMeasure       measure);

/* Returns how bad the number is, from 0 to 5; 0 if it is good or cannot be good or bad. */
guint       heed_corpus_columns_get_grade   (const HeedCorpusRow  *row,
                                             HeedMeasure           measure);

char       *heed_corpus_columns_dup_text    (const HeedCorpusRow  *row,
                                             guint                 pair,
                                             HeedMeasure           measure);

/* Returns a menu that shows and hides columns with the actions of this group. */
GMenuModel *heed_corpus_columns_new_menu    (const char           *group);

/* Returns names of flags, such as "unread · loop". */
char       *heed_corpus_columns_dup_flags   (guint                 flags);

G_END_DECLS
