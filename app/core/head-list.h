/* head-list.h — all attentions of one kind to a sentence, with what tells them apart
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation.h"
#include "app/core/word-map.h"
#include "ui/site-ranges.h"

G_BEGIN_DECLS

typedef enum {
  HEED_HEADS_BY_LAYER,
  HEED_HEADS_BY_ENTROPY,      /* the surest first */
  HEED_HEADS_BY_DIAGONALITY,  /* what follows the order first */
  HEED_HEADS_BY_END,          /* what looks at the end token most first */
  HEED_HEADS_BY_AGREEMENT     /* what agrees most with evidence of effect first */
} HeedHeadOrder;

#define HEED_TYPE_HEAD_ORDER (heed_head_order_get_type ())

GType heed_head_order_get_type (void);

typedef struct {
  HeedAttentionSite  site;
  HeedMatrix        *attention;    /* of words */
  double             entropy;      /* nats, mean over the rows */
  double             diagonality;  /* [0, 1]; 1: every row looks at its place in the order */
  double             end_mass;     /* [0, 1], mean over the rows; 0 without an end token */
  double             agreement;    /* [-1, 1], with evidence; NAN: there is none */
} HeedHead;

/* Of HeedHead, in that order; of the kind that the translation is looked at. */
GArray *heed_head_list_new  (const HeedTranslation *translation,
                             HeedSiteRange          range,
                             const HeedWordMap     *rows,
                             const HeedWordMap     *columns);
void    heed_head_list_sort (GArray                *heads,
                             HeedHeadOrder          order);

/* evidence is of words, as the attentions are; NULL: there is none. */
void    heed_head_list_compare (GArray              *heads,
                             HeedMatrix             *evidence);

/* What is measured of one attention. */
void    heed_head_measure   (HeedHead              *head,
                             const HeedWordMap     *columns);

/* For a person: "Layer 1 · Head 2", without what is no choice; "" if nothing is. */
char   *heed_head_dup_site_title (HeedAttentionSite   site,
                                  HeedSiteRange       range);
char   *heed_head_dup_number     (const HeedHead      *head,
                                  HeedHeadOrder        order);

G_END_DECLS
