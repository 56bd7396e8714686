/* evidence-words.h — describes evidence of effect and compares it with the attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Rows and columns of both matrices are those displayed: words or subwords. */
typedef struct {
  HeedEvidenceKind  kind;
  const HeedMatrix *attention;   /* NULL if the model has none */
  const HeedMatrix *evidence;
  const HeedToken  *rows;
  const HeedToken  *columns;
} HeedEvidenceScene;

/* Returns how far both agree, and a sentence about what attention does not prove here. */
char *heed_evidence_words_new         (const HeedEvidenceScene *scene) G_GNUC_WARN_UNUSED_RESULT;

/* Adds what the numbers are, what they do not tell, and their source. */
char *heed_evidence_words_new_tooltip (const HeedEvidenceScene *scene) G_GNUC_WARN_UNUSED_RESULT;

/* Describes a kind: what it is, what it does not tell, and its source. */
char *heed_evidence_words_new_help    (HeedEvidenceKind         kind) G_GNUC_WARN_UNUSED_RESULT;

/* Describes the shares of source and target for one token. */
char *heed_evidence_words_new_share   (const HeedToken         *token,
                                       double                   source_share)
                                       G_GNUC_WARN_UNUSED_RESULT;

/* Returns "occlusion, nats". */
char *heed_evidence_words_new_title   (HeedEvidenceKind         kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
