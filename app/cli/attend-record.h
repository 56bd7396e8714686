/* attend-record.h — one decoded sentence, ready to be written in any format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/sites.h"

G_BEGIN_DECLS

typedef struct {
  HeedSiteChoice choice;
  gboolean       every_kind;  /* self-attentions too */
  gboolean       one_map;     /* only what a single picture would show */
  gboolean       scores;      /* before the softmax too */
  gboolean       words;       /* pieces merged into words */
  gboolean       evidence[HEED_N_EVIDENCE_KINDS];  /* which kinds of it */
} HeedAttendOptions;

/* Labels are char *; they name pieces, or words if those were merged. */
typedef struct {
  HeedAttentionSite  site;
  HeedMatrix        *weights;
  HeedMatrix        *scores;   /* or NULL */
  GPtrArray         *rows;     /* labels */
  GPtrArray         *columns;  /* labels; what a decoder read first is "" */
} HeedAttendMap;

/* What the source tokens did, next to where they were looked at. */
typedef struct {
  HeedEvidenceKind   kind;
  HeedAttentionSite  site;    /* of what is of a site */
  HeedMatrix        *values;
} HeedAttendEvidence;

typedef struct {
  guint64                number;         /* of the line, from 1 */
  char                  *source_text;
  char                  *target_text;
  HeedSession           *session;        /* finished */
  GPtrArray             *source_labels;
  GPtrArray             *target_labels;  /* the end token's too */
  guint                 *source_words;   /* the word of each token; NULL if none were merged */
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

/* How far an attention agrees with evidence for the same tokens; FALSE if it is for
 * others, or nothing to tell it by. */
gboolean          heed_attend_record_find_agreement (const HeedAttendMap      *map,
                                                     const HeedAttendEvidence *evidence,
                                                     double                   *agreement);
void              heed_attend_record_free (HeedAttendRecord         *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttendRecord, heed_attend_record_free)

G_END_DECLS
