/* changes.h — the changes that a decoder makes to a translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* The token to take at a position instead of the most probable one. */
typedef struct {
  guint    position;  /* t */
  guint32  token_id;
  char    *spelling;  /* as the user wrote it; if NULL, token_id is used */
} HeedChoice;

/* Fixes the weight of one key in one attention row; the other keys share the rest. */
typedef struct {
  HeedAttentionSite site;      /* layer may be HEED_EVERY_LAYER; HEED_HEAD_MEAN is every head */
  guint             position;  /* t; in the encoder, the position of the query token */
  guint             key;
  float             weight;    /* [0, 1] */
} HeedPin;

/* Scores are multiplied before the softmax: above 1 sharpens, below 1 flattens. */
typedef struct {
  HeedAttentionSite site;    /* as in a pin */
  int               step;    /* as the position of a pin, or HEED_EVERY_STEP */
  float             factor;  /* > 0 */
} HeedTemper;

/* Source tokens that are read instead of some of the sentence's own. */
typedef struct {
  guint    position;    /* of the first one, in the sentence with all replacements made */
  guint    n_replaced;  /* number of the sentence's own tokens that are left out */
  guint32 *ids;         /* n_ids tokens that are read instead */
  guint    n_ids;
} HeedReplaced;

typedef struct {
  GArray *hidden;    /* of guint: source positions masked in the cross-attention; sorted */
  GArray *choices;   /* of HeedChoice; sorted by position */
  GArray *pins;      /* of HeedPin; sorted by position */
  GArray *tempers;   /* of HeedTemper; in the order in which they were made */
  GArray *silenced;  /* of HeedAttentionSite: silenced heads; likewise */
  GArray *replaced;  /* of HeedReplaced; sorted by position */
} HeedChanges;

HeedChanges       *heed_changes_new          (void);
HeedChanges       *heed_changes_copy         (const HeedChanges *changes);
void               heed_changes_free         (HeedChanges       *changes);
void               heed_changes_forget       (HeedChanges       *changes);
gboolean           heed_changes_are_none     (const HeedChanges *changes);

gboolean           heed_changes_is_hidden    (const HeedChanges *changes,
                                              guint              position);
void               heed_changes_hide         (HeedChanges       *changes,
                                              guint              position);
void               heed_changes_show         (HeedChanges       *changes,
                                              guint              position);
void               heed_changes_show_from    (HeedChanges       *changes,
                                              guint              position);

void               heed_changes_forget_from  (HeedChanges       *changes,
                                              guint              position);
void               heed_changes_choose       (HeedChanges       *changes,
                                              guint              position,
                                              guint32            token_id);
void               heed_changes_choose_spelled (HeedChanges     *changes,
                                              guint              position,
                                              const char        *spelling);
void               heed_changes_choose_too   (HeedChanges       *changes,
                                              guint              position,
                                              guint32            token_id);
const HeedChoice  *heed_changes_find_choice  (const HeedChanges *changes,
                                              guint              position);
void               heed_changes_pin          (HeedChanges       *changes,
                                              guint              position,
                                              guint              key,
                                              float              weight);
void               heed_changes_pin_at       (HeedChanges       *changes,
                                              const HeedPin     *pin);
void               heed_changes_temper       (HeedChanges       *changes,
                                              const HeedTemper  *temper);
void               heed_changes_silence      (HeedChanges       *changes,
                                              HeedAttentionSite  site);
void               heed_changes_replace      (HeedChanges       *changes,
                                              const HeedReplaced *replaced);
void               heed_changes_forget_keys_from (HeedChanges   *changes,
                                              guint              n_source);

/* Whether it applies to the whole sentence and not to one step of the target. */
gboolean           heed_temper_is_of_sentence (const HeedTemper *temper);
gboolean           heed_pin_is_of_sentence   (const HeedPin     *pin);

/* The number of steps after which no choice, pin or temper of a single step applies any more. */
guint              heed_changes_get_n_steps  (const HeedChanges *changes);

/* Whether both replace the same source tokens. */
gboolean           heed_changes_replace_same (const HeedChanges *changes,
                                              const HeedChanges *other);

/* What has to be redone to get from one set of changes to the other. */
gboolean           heed_changes_hide_same    (const HeedChanges *changes,
                                              const HeedChanges *other);
gboolean           heed_changes_sentence_same (const HeedChanges *changes,
                                              const HeedChanges *other);
guint              heed_changes_find_parting (const HeedChanges *changes,
                                              const HeedChanges *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedChanges, heed_changes_free)

G_END_DECLS
