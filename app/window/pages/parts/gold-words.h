/* gold-words.h — what is said of gold links and of the file that they are in
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/links/gold-marks.h"

G_BEGIN_DECLS

/* Returns how the links that were found are judged by the gold links; NULL if none were found. */
char *heed_gold_words_new_score (HeedGold              *gold,
                                 const HeedLinkOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/* Returns the name of the file, and whether its words count from 0 or 1, since that is guessed from
 * the links in it. */
char *heed_gold_words_new_file  (HeedGoldFile          *file) G_GNUC_WARN_UNUSED_RESULT;

/* Returns what would be lost, with the name of the file if there is one. */
char *heed_gold_words_new_loss  (HeedGoldFile          *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
