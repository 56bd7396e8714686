/* step-inspector.h — the arithmetic of one decoding step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"
#include "ui/row-word.h"

G_BEGIN_DECLS

#define HEED_TYPE_STEP_INSPECTOR (heed_step_inspector_get_type ())
G_DECLARE_FINAL_TYPE (HeedStepInspector, heed_step_inspector, HEED, STEP_INSPECTOR, GtkWidget)

GtkWidget *heed_step_inspector_new               (void);

/* Below what it shows itself. */
void       heed_step_inspector_add_card          (HeedStepInspector  *self,
                                                  GtkWidget          *card);
void       heed_step_inspector_add_below_candidates
                                                 (HeedStepInspector  *self,
                                                  GtkWidget          *widget);

/* How this model compares a query with a key: which formula is shown. */
void       heed_step_inspector_set_score         (HeedStepInspector  *self,
                                                  HeedScoreKind       score_kind,
                                                  HeedScoreVariation  variation);

/* Where it is looked at: which formula, which words. */
void       heed_step_inspector_set_site          (HeedStepInspector *self,
                                                  HeedAttentionSite  site);

/* What can be looked at there: source tokens, or those that the decoder read. */
void       heed_step_inspector_set_source        (HeedStepInspector *self,
                                                  const HeedToken   *tokens,
                                                  guint              n_tokens);

/* The word that the next row belongs to; taken. NULL, the default: tokens are spoken of. */
void       heed_step_inspector_take_word         (HeedStepInspector *self,
                                                  HeedRowWord       *word);

/* What heed_step_attention() and heed_step_scores() say for the site that is
 * looked at; either may be NULL. Everything is copied, so the step need not be
 * kept. A NULL step is the empty state. */
void       heed_step_inspector_set_step          (HeedStepInspector *self,
                                                  const HeedStep    *step,
                                                  const float       *weights,
                                                  const float       *scores,
                                                  guint              n_keys);

/* In the encoder it is a source token that looks at others, and no step: the row
 * at position is explained. -1 is the empty state. */
void       heed_step_inspector_set_source_row    (HeedStepInspector *self,
                                                  int                position,
                                                  const float       *weights,
                                                  const float       *scores,
                                                  guint              n_keys);

/* What the picture has otherwise than the weights that are listed; NULL, the default:
 * nothing. */
void       heed_step_inspector_set_picture_note  (HeedStepInspector  *self,
                                                  const char         *text);

/* How the weight that is written out came about, down to the vectors; NULL, the
 * default: that is not known. */
void       heed_step_inspector_set_arithmetic    (HeedStepInspector *self,
                                                  HeedArithmetic    *arithmetic);

/* The source whose softmax is written out; -1, the default: the heaviest. */
int        heed_step_inspector_get_selected_source (HeedStepInspector *self);
void       heed_step_inspector_set_selected_source (HeedStepInspector *self,
                                                    int                column);

/* Which one that is. */
guint      heed_step_inspector_get_written_source (HeedStepInspector *self);

G_END_DECLS
