/* heatmap-words.h — what a heatmap says about its cells
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/heatmap-view.h"

G_BEGIN_DECLS

char *heed_heatmap_words_new_pair        (HeedHeatmapPicture *picture,
                                          guint               row,
                                          guint               column)  G_GNUC_WARN_UNUSED_RESULT;
char *heed_heatmap_words_new_numbers     (HeedHeatmapPicture *picture,
                                          const HeedMatrix   *scores,
                                          guint               row,
                                          guint               column)  G_GNUC_WARN_UNUSED_RESULT;
char *heed_heatmap_words_new_label       (HeedHeatmapPicture *picture,
                                          int                 row,
                                          int                 column)  G_GNUC_WARN_UNUSED_RESULT;
char *heed_heatmap_words_new_description (HeedHeatmapPicture *picture,
                                          HeedAttentionKind   kind,
                                          int                 row,
                                          int                 column)  G_GNUC_WARN_UNUSED_RESULT;

/* Of several columns of a row: the tokens, and what they have together. */
char *heed_heatmap_words_new_tokens      (HeedHeatmapPicture *picture,
                                          guint               row,
                                          const guint        *columns,
                                          guint               n_columns);
char *heed_heatmap_words_new_sum         (HeedHeatmapPicture *picture,
                                          guint               row,
                                          const guint        *columns,
                                          guint               n_columns);

/* What a screen reader says of what is selected: the numbers, and where it is. */
char *heed_heatmap_words_new_selected             (HeedHeatmapView   *view);
char *heed_heatmap_words_new_selected_description (HeedHeatmapView   *view,
                                                   HeedAttentionKind  kind);

G_END_DECLS
