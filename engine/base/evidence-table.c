/* evidence-table.c — the table of all kinds of evidence of effect
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Menus, legends, sentences and the command line iterate over it. How a kind is
 * computed is in engine/decoding/evidence.c.
 */

#include "engine/values.h"

#include <glib/gi18n.h>

static const HeedEvidenceInfo infos[HEED_N_EVIDENCE_KINDS] = {
  [HEED_EVIDENCE_OCCLUSION] = {
    .kind = HEED_EVIDENCE_OCCLUSION,
    .name = "occlusion",
    .title = N_("occlusion"),
    .help = N_("The embedding of one source token is replaced by zeros, the sentence is read "
               "again, and the same translation forced: how much log p of each target token "
               "falls. Negative: it rises."),
    .limit = N_("The model never saw a zero embedding in training, and two words that can replace "
                "each other both look unneeded."),
    .unit = N_("nats"),
    .source = "Li et al. 2016",
    .is_signed = TRUE,
  },
  [HEED_EVIDENCE_GRADIENT] = {
    .kind = HEED_EVIDENCE_GRADIENT,
    .name = "gradient",
    .title = N_("gradient × input"),
    .help = N_("The gradient of log p of each target token with respect to the embedding of each "
               "source token, times that embedding: what the token contributes if the model were "
               "linear here."),
    .limit = N_("A linear approximation: where the model is confident, gradients are small "
                "whatever the word contributed."),
    .unit = N_("nats"),
    .source = "Denil et al. 2014",
    .is_signed = TRUE,
  },
  [HEED_EVIDENCE_NORM] = {
    .kind = HEED_EVIDENCE_NORM,
    .name = "norm",
    .title = N_("norm-weighted attention"),
    .help = N_("The norm of what each source token adds to the context: its weight times its value "
               "vector. For several heads, the norm of their sum."),
    .limit = N_("It says how much was read there, not how the later layers used it."),
    .unit = "",
    .source = "Kobayashi et al. 2020",
    .is_of_site = TRUE,
  },
  [HEED_EVIDENCE_SHARE] = {
    .kind = HEED_EVIDENCE_SHARE,
    .name = "share",
    .title = N_("share of the source"),
    .help = N_("|gradient × input| of each source token as a part of that of all tokens that "
               "the step rests on: the source and the translation so far. What a row lacks to 1 "
               "came from the translation so far."),
    .limit = N_("Absolute values: evidence for and against a word counts alike, and a confident "
                "model has small gradients."),
    .unit = "",
    .source = "Voita et al. 2021",
  },
};

/**
 * heed_evidence_get_info:
 * @kind: below %HEED_N_EVIDENCE_KINDS
 *
 * Returns: (transfer none): its name, texts and properties; static
 */
const HeedEvidenceInfo *
heed_evidence_get_info (HeedEvidenceKind kind)
{
  g_return_val_if_fail (kind < HEED_N_EVIDENCE_KINDS, &infos[0]);

  return &infos[kind];
}
