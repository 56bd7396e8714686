/* head-list.h — the attentions of all heads for one sentence, with a few measures of each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/translation.h"
#include "app/core/words/word-map.h"
#include "ui/site-ranges.h"

G_BEGIN_DECLS

typedef enum {
  HEED_HEADS_BY_LAYER,
  HEED_HEADS_BY_ENTROPY,      /* lowest entropy first */
  HEED_HEADS_BY_DIAGONALITY,  /* most diagonal first */
  HEED_HEADS_BY_END,          /* most attention on the end token first */
  HEED_HEADS_BY_AGREEMENT     /* highest agreement with evidence of effect first */
} HeedHeadOrder;

#define HEED_TYPE_HEAD_ORDER (heed_head_order_get_type ())

GType heed_head_order_get_type (void);

typedef struct {
  HeedAttentionSite  site;
  HeedMatrix        *attention;    /* between words */
  double             entropy;      /* nats, mean over the rows */
  double             diagonality;  /* [0, 1]; 1 if every row attends at its own relative position */
  double             end_mass;     /* [0, 1], mean over the rows; 0 without an end token */
  double             agreement;    /* [-1, 1], with the evidence; NAN if there is none */
} HeedHead;

/* Returns an array of HeedHead in HEED_HEADS_BY_LAYER order, of the kind of attention that the
 * translation shows. */
GArray *heed_head_list_new  (const HeedTranslation *translation,
                             HeedSiteRange          range,
                             const HeedWordMap     *rows,
                             const HeedWordMap     *columns);
void    heed_head_list_sort (GArray                *heads,
                             HeedHeadOrder          order);

/* evidence is between words, as the attentions are; NULL if there is none. */
void    heed_head_list_compare (GArray              *heads,
                             HeedMatrix             *evidence);

/* Computes the measures of one attention. */
void    heed_head_measure   (HeedHead              *head,
                             const HeedWordMap     *columns);

/* Returns a title such as "Layer 1 · Head 2" for display. A part of which there is only one is
 * left out; "" if nothing is left. */
char   *heed_head_dup_site_title (HeedAttentionSite   site,
                                  HeedSiteRange       range);
char   *heed_head_dup_number     (const HeedHead      *head,
                                  HeedHeadOrder        order);

G_END_DECLS
