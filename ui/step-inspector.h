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

/* Adds a card below the inspector's own cards. */
void       heed_step_inspector_add_card          (HeedStepInspector  *self,
                                                  GtkWidget          *card);
void       heed_step_inspector_add_below_candidates
                                                 (HeedStepInspector  *self,
                                                  GtkWidget          *widget);

/* The score function of the model, which selects the formula shown. */
void       heed_step_inspector_set_score         (HeedStepInspector  *self,
                                                  HeedScoreKind       score_kind,
                                                  HeedScoreVariation  variation);

/* The site of the weights shown, which selects formula and wording. */
void       heed_step_inspector_set_site          (HeedStepInspector *self,
                                                  HeedAttentionSite  site);

/* The key tokens: source tokens, or those that the decoder has read. Copied. */
void       heed_step_inspector_set_source        (HeedStepInspector *self,
                                                  const HeedToken   *tokens,
                                                  guint              n_tokens);

/* Sets the word that the next row belongs to; takes ownership. NULL,
 * the default: tokens are shown. */
void       heed_step_inspector_take_word         (HeedStepInspector *self,
                                                  HeedRowWord       *word);

/* Shows a step with the results of heed_step_attention() and heed_step_scores() for the
 * current site; either may be NULL. Everything is copied, so the step need not be kept. A NULL
 * step selects the empty state. */
void       heed_step_inspector_set_step          (HeedStepInspector *self,
                                                  const HeedStep    *step,
                                                  const float       *weights,
                                                  const float       *scores,
                                                  guint              n_keys);

/* Shows a row of encoder self-attention, where a source token is the query and there is no step.
 * position: that of the token; -1 selects the empty state. */
void       heed_step_inspector_set_source_row    (HeedStepInspector *self,
                                                  int                position,
                                                  const float       *weights,
                                                  const float       *scores,
                                                  guint              n_keys);

/* A note on how the picture differs from the weights listed; NULL, the default: none. */
void       heed_step_inspector_set_picture_note  (HeedStepInspector  *self,
                                                  const char         *text);

/* How the written-out weight was computed, down to the vectors; NULL, the default: not known. */
void       heed_step_inspector_set_arithmetic    (HeedStepInspector *self,
                                                  HeedArithmetic    *arithmetic);

/* The source token whose softmax is written out; -1, the default: the heaviest. */
int        heed_step_inspector_get_selected_source (HeedStepInspector *self);
void       heed_step_inspector_set_selected_source (HeedStepInspector *self,
                                                    int                column);

/* The source token written out: the selected one, or the heaviest. */
guint      heed_step_inspector_get_written_source (HeedStepInspector *self);

G_END_DECLS
