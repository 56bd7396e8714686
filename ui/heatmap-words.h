/* heatmap-words.h — the texts of a heatmap about its cells, for readout and screen reader
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

/* For several columns of a row: their tokens, and the sum of their weights. */
char *heed_heatmap_words_new_tokens      (HeedHeatmapPicture *picture,
                                          guint               row,
                                          const guint        *columns,
                                          guint               n_columns);
char *heed_heatmap_words_new_sum         (HeedHeatmapPicture *picture,
                                          guint               row,
                                          const guint        *columns,
                                          guint               n_columns);

/* The accessible label (the numbers) and description (the position) of the selection. */
char *heed_heatmap_words_new_selected             (HeedHeatmapView   *view);
char *heed_heatmap_words_new_selected_description (HeedHeatmapView   *view,
                                                   HeedAttentionKind  kind);

G_END_DECLS
