/* score-table.c — the table of all score functions, which compare a query with a key
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Descriptions, menus, the command line, trainings, formulas and the binding of
 * tensors iterate over it. How a score is computed is in layers/attention.c.
 */

#include "engine/values.h"

#include <glib/gi18n.h>

#define LAYOUTS(...) (const char *const[]) { __VA_ARGS__, NULL }

#define CHATBOT           "PyTorch's chatbot tutorial"
#define CTRANSLATE2       "CTranslate2"
#define D2L               "Dive into Deep Learning, Seq2Seq"
#define D2L_TRANSFORMER   "Dive into Deep Learning, the Transformer"
#define INPUT_FEEDING     "Luong's attention with input feeding"
#define JOEYNMT           "JoeyNMT, RNN"
#define JOEY_TRANSFORMER  "JoeyNMT, Transformer"
#define MARIAN            "Hugging Face, MarianMT"
#define OPENNMT           "OpenNMT-py, RNN"
#define T5                "Hugging Face, T5"
#define TORCH_TRANSFORMER "PyTorch's nn.Transformer, as in its translation tutorial"
#define TUTORIAL          "PyTorch's seq2seq translation tutorial"

#define ONE       HEED_SCORE_WIDTH_ONE
#define ATTENTION HEED_SCORE_WIDTH_ATTENTION
#define STATE     HEED_SCORE_WIDTH_STATE

static const char *const no_layouts[] = { NULL };

static const HeedScoreInfo scores[HEED_N_SCORES] = {
  [HEED_SCORE_NONE] = {
    .kind = HEED_SCORE_NONE,
    .name = "none",
    .title = N_("no attention"),
    .label = N_("none (plain seq2seq)"),
    .help = N_("The decoder gets one vector for the whole sentence, and never looks back."),
    .source = "Sutskever et al. 2014",
    .layouts = no_layouts,
  },
  [HEED_SCORE_ADDITIVE] = {
    .kind = HEED_SCORE_ADDITIVE,
    .name = "additive",
    .title = N_("additive"),
    .label = N_("additive (Bahdanau)"),
    .help = N_("A small network compares the decoder’s state with each source token."),
    .equation = "e_i = v^T tanh(W_q s + W_k h_i)",
    .source = "Bahdanau et al. 2015",
    .query = ATTENTION, .key = ATTENTION, .weight = ATTENTION, .bias = ONE,
    .layouts = LAYOUTS (D2L, JOEYNMT, OPENNMT, TUTORIAL),
  },
  [HEED_SCORE_DOT] = {
    .kind = HEED_SCORE_DOT,
    .name = "dot",
    .title = N_("dot product"),
    .label = N_("dot product"),
    .help = N_("State and source token are multiplied element by element, and the products added."),
    .equation = "e_i = s · h_i",
    .source = "Luong et al. 2015",
    .layouts = LAYOUTS (CHATBOT, INPUT_FEEDING, OPENNMT),
  },
  [HEED_SCORE_SCALED_DOT] = {
    .kind = HEED_SCORE_SCALED_DOT,
    .name = "scaled-dot",
    .title = N_("scaled dot product"),
    .label = N_("scaled dot product"),
    .help = N_("The dot product, divided by the root of the width, so that the softmax does "
               "not saturate."),
    .equation = "e_i = s · h_i / √d",
    .source = "Vaswani et al. 2017",
    .layouts = LAYOUTS (D2L),
  },
  [HEED_SCORE_GENERAL] = {
    .kind = HEED_SCORE_GENERAL,
    .name = "general",
    .title = N_("general"),
    .label = N_("general (Luong)"),
    .help = N_("A dot product with a learned matrix between the two."),
    .equation = "e_i = s · W h_i",
    .source = "Luong et al. 2015",
    .key = STATE,
    .layouts = LAYOUTS (CHATBOT, INPUT_FEEDING, JOEYNMT, OPENNMT),
  },
  [HEED_SCORE_CONCAT] = {
    .kind = HEED_SCORE_CONCAT,
    .name = "concat",
    .title = N_("concat"),
    .label = N_("concat (Luong)"),
    .help = N_("State and source token are concatenated and go through one small network."),
    .equation = "e_i = v^T tanh(W [s ; h_i])",
    .source = "Luong et al. 2015",
    .query = ATTENTION, .key = ATTENTION, .weight = ATTENTION, .bias = ONE,
    .layouts = LAYOUTS (CHATBOT),
  },
  [HEED_SCORE_COSINE] = {
    .kind = HEED_SCORE_COSINE,
    .name = "cosine",
    .title = N_("cosine"),
    .label = N_("cosine (Graves)"),
    .help = N_("Only the angle between state and source token counts; a learned factor says how "
               "sharply."),
    .equation = "e_i = β cos(s, h_i)",
    .source = "Graves et al. 2014",
    .weight = ONE,
    .layouts = no_layouts,
  },
  [HEED_SCORE_MULTI_HEAD] = {
    .kind = HEED_SCORE_MULTI_HEAD,
    .name = "multi-head",
    .title = N_("multi-head"),
    .label = N_("multi-head"),
    .help = N_("Several scaled dot products in parallel; each may attend to a different place."),
    .equation = "e_i = q · k_i / √d\nq = W_q s   k_i = W_k h_i",
    .source = "Vaswani et al. 2017",
    .query = STATE, .key = STATE, .value = STATE, .has_heads = TRUE,
    .layouts = LAYOUTS (CTRANSLATE2, D2L_TRANSFORMER, JOEY_TRANSFORMER, MARIAN, T5,
                        TORCH_TRANSFORMER),
  },
};

/**
 * heed_score_get_info:
 * @kind: below %HEED_N_SCORES
 *
 * Returns: (transfer none): its name, texts, parameters and layouts; static
 */
const HeedScoreInfo *
heed_score_get_info (HeedScoreKind kind)
{
  g_return_val_if_fail (kind < HEED_N_SCORES, NULL);

  return &scores[kind];
}

static gpointer
collect_names (gpointer user_data)
{
  static const char *names[HEED_N_SCORES + 1];

  for (guint kind = 0; kind < HEED_N_SCORES; kind++)
    names[kind] = scores[kind].name;

  return names;
}

/**
 * heed_score_get_names:
 *
 * Returns: (transfer none): the names, indexed by #HeedScoreKind; %NULL-terminated
 */
const char *const *
heed_score_get_names (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, collect_names, NULL);
}
