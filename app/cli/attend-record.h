/* attend-record.h — one decoded sentence with everything that the output formats need
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/sites.h"

G_BEGIN_DECLS

typedef struct {
  HeedSiteChoice choice;
  gboolean       every_kind;  /* self-attention too */
  gboolean       one_map;     /* only the attention that a single picture would show */
  gboolean       scores;      /* scores before the softmax too */
  gboolean       words;       /* pieces are merged into words */
  gboolean       evidence[HEED_N_EVIDENCE_KINDS];  /* which kinds are included */
} HeedAttendOptions;

/* Labels are char *; they are pieces, or words if pieces were merged. */
typedef struct {
  HeedAttentionSite  site;
  HeedMatrix        *weights;
  HeedMatrix        *scores;   /* or NULL */
  GPtrArray         *rows;     /* labels */
  GPtrArray         *columns;  /* labels; "" for the begin token that a decoder reads first */
} HeedAttendMap;

/* Evidence of what the source tokens did, for comparison with the attention. */
typedef struct {
  HeedEvidenceKind   kind;
  HeedAttentionSite  site;    /* only for kinds of evidence that belong to a site */
  HeedMatrix        *values;
} HeedAttendEvidence;

typedef struct {
  guint64                number;         /* line number, from 1 */
  char                  *source_text;
  char                  *target_text;
  HeedSession           *session;        /* finished */
  GPtrArray             *source_labels;
  GPtrArray             *target_labels;  /* including that of the end token */
  guint                 *source_words;   /* word index of each token; NULL if not merged */
  guint                 *target_words;
  GArray                *maps;           /* of HeedAttendMap */
  GArray                *evidence;       /* of HeedAttendEvidence */
  double                 log_prob;       /* of the whole target, nats */
  gboolean               has_measures;   /* FALSE for a model without attention */
  HeedAttentionMeasures  measures;
} HeedAttendRecord;

HeedAttendRecord *heed_attend_record_new  (HeedSession              *session,
                                           const char               *source_text,
                                           guint64                   number,
                                           const HeedAttendOptions  *options,
                                           GError                  **error);

/* Computes the agreement of an attention with evidence for the same tokens. FALSE if the evidence
 * is for other tokens, or the agreement is undefined. */
gboolean          heed_attend_record_find_agreement (const HeedAttendMap      *map,
                                                     const HeedAttendEvidence *evidence,
                                                     double                   *agreement);
void              heed_attend_record_free (HeedAttendRecord         *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttendRecord, heed_attend_record_free)

G_END_DECLS
