/* training-plan.c — what a person wants to be trained, before it is
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All mechanisms are put into the same model, that of the book "Dive into Deep
 * Learning": the previous state asks, the cell reads context and embedding, the
 * output layer reads the state. So what two trainings differ in is the mechanism
 * alone.
 */

#include "app/training-plan.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "engine/heed.h"

#define PIECES_VOCABULARY 1000

static const struct {
  const char *json;
  const char *name;
  const char *help;
} mechanisms[HEED_N_MECHANISMS] = {
  { "none", N_("none (plain seq2seq)"),
    N_("The decoder gets one vector for the whole sentence, and never looks back.") },
  { "additive", N_("additive (Bahdanau)"),
    N_("A small network compares the decoder’s state with each source token.") },
  { "dot", N_("dot product"),
    N_("State and source token are multiplied number by number, and the products added.") },
  { "scaled-dot", N_("scaled dot product"),
    N_("The dot product, divided by the root of the width, so that the softmax does not saturate.") },
  { "general", N_("general (Luong)"),
    N_("A dot product with a learned matrix between the two.") },
  { "concat", N_("concat (Luong)"),
    N_("State and source token are put side by side and go through one small network.") },
  { "multi-head", N_("multi-head"),
    N_("Several scaled dot products side by side; each may look somewhere else.") },
};

static const struct {
  const char *json;
  const char *name;
} units[HEED_N_UNITS] = {
  { "word", N_("words") },
  { "character", N_("characters") },
  { "sentencepiece", N_("word pieces") },
};

static const HeedHyperInfo hypers[HEED_N_HYPERS] = {
  { N_("embedding"), N_("How many numbers stand for one token."), 4, 512, 4, 32, 0 },
  { N_("hidden units"), N_("How many numbers a state has: what encoder and decoder can remember."), 4, 512, 4, 32, 0 },
  { N_("layers"), N_("How many recurrent layers lie on top of each other."), 1, 4, 1, 2, 0 },
  { N_("heads"), N_("How many places are looked at side by side. Must divide the hidden units."), 1, 16, 1, 4, 0 },
  { N_("dropout"), N_("The share of numbers that is set to zero at random, so that nothing is learned by heart."),
    0, 0.7, 0.05, 0.1, 2 },
  { N_("batch size"), N_("How many pairs are looked at before the weights change."), 1, 512, 8, 64, 0 },
  { N_("longest pair"), N_("Pairs with more tokens than this on one side are left out."), 2, 200, 1, 40, 0 },
  { N_("learning rate"), N_("How far the weights move after each batch. Too large, and the loss jumps; too small, and it crawls."),
    0.0001, 0.1, 0.001, 0.005, 4 },
  { N_("epochs"), N_("How often all pairs are gone through."), 1, 10000, 10, 250, 0 },
};

/**
 * heed_training_plan_new:
 *
 * Returns: (transfer full): the book's numbers, and no data
 */
HeedTrainingPlan *
heed_training_plan_new (void)
{
  HeedTrainingPlan *plan = g_new0 (HeedTrainingPlan, 1);

  plan->mechanism = HEED_MECHANISM_ADDITIVE;
  plan->seed = 1;
  for (guint i = 0; i < HEED_N_HYPERS; i++)
    plan->hypers[i] = hypers[i].usual;

  return plan;
}

HeedTrainingPlan *
heed_training_plan_copy (const HeedTrainingPlan *plan)
{
  HeedTrainingPlan *copy = g_memdup2 (plan, sizeof *plan);

  copy->path = g_strdup (plan->path);
  copy->valid_path = g_strdup (plan->valid_path);

  return copy;
}

void
heed_training_plan_free (HeedTrainingPlan *plan)
{
  g_free (plan->path);
  g_free (plan->valid_path);
  g_free (plan);
}

const char *
heed_mechanism_get_name (HeedMechanism mechanism)
{
  g_return_val_if_fail (mechanism < HEED_N_MECHANISMS, NULL);

  return mechanisms[mechanism].name;
}

const char *
heed_mechanism_get_help (HeedMechanism mechanism)
{
  g_return_val_if_fail (mechanism < HEED_N_MECHANISMS, NULL);

  return mechanisms[mechanism].help;
}

const char *
heed_units_get_name (HeedUnits unit)
{
  g_return_val_if_fail (unit < HEED_N_UNITS, NULL);

  return units[unit].name;
}

const HeedHyperInfo *
heed_hyper_get_info (HeedHyper hyper)
{
  g_return_val_if_fail (hyper < HEED_N_HYPERS, NULL);

  return &hypers[hyper];
}

/**
 * heed_hyper_is_used:
 *
 * Returns: whether @hyper means anything with @mechanism
 */
gboolean
heed_hyper_is_used (HeedHyper     hyper,
                    HeedMechanism mechanism)
{
  return hyper != HEED_HYPER_HEADS || mechanism == HEED_MECHANISM_MULTI_HEAD;
}

/**
 * heed_training_plan_dup_name:
 *
 * Returns: (transfer full): what the trained model is called, "pairs, additive"
 */
char *
heed_training_plan_dup_name (const HeedTrainingPlan *plan)
{
  g_autofree char *data = NULL;

  g_return_val_if_fail (plan->path != NULL, NULL);

  data = g_filename_display_basename (plan->path);
  for (char *dot = g_strrstr (data, "."); dot != NULL && dot != data; dot = NULL)
    *dot = '\0';

  return g_strdup_printf ("%s, %s", data, mechanisms[plan->mechanism].json);
}

/**
 * heed_training_plan_check:
 *
 * Whether it can be tried; what is in the files is seen by the trainer.
 *
 * Errors: %HEED_ERROR_UNSUPPORTED says what was expected and what was found
 */
gboolean
heed_training_plan_check (const HeedTrainingPlan  *plan,
                          GError                 **error)
{
  guint hidden = (guint) plan->hypers[HEED_HYPER_HIDDEN];
  guint heads = (guint) plan->hypers[HEED_HYPER_HEADS];

  if (plan->path == NULL)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           _("data: expected a file of sentence pairs, found none"));
      return FALSE;
    }

  if (plan->mechanism == HEED_MECHANISM_MULTI_HEAD && (heads == 0 || hidden % heads != 0))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   _("heads: expected a number that divides the %u hidden units, found %u"), hidden, heads);
      return FALSE;
    }

  return TRUE;
}

/* --- As the trainer reads it --- */

static void
add_text (JsonBuilder *builder,
          const char  *key,
          const char  *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_count (JsonBuilder *builder,
           const char  *key,
           double       count)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, (gint64) count);
}

static void
add_number (JsonBuilder *builder,
            const char  *key,
            double       number)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_double_value (builder, number);
}

static void
begin (JsonBuilder *builder,
       const char  *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
}

static void
add_list (JsonBuilder       *builder,
          const char        *key,
          const char *const *items)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; items[i] != NULL; i++)
    json_builder_add_string_value (builder, items[i]);
  json_builder_end_array (builder);
}

static void
add_data (JsonBuilder            *builder,
          const HeedTrainingPlan *plan,
          const char             *train_path,
          const char             *valid_path)
{
  begin (builder, "data");
  add_text (builder, "train", train_path);
  if (valid_path != NULL)
    add_text (builder, "valid", valid_path);
  add_count (builder, "max_tokens", plan->hypers[HEED_HYPER_MAX_TOKENS]);
  json_builder_end_object (builder);
}

static void
add_units (JsonBuilder            *builder,
           const HeedTrainingPlan *plan,
           const char             *side)
{
  begin (builder, side);
  add_text (builder, "tokenizer", units[plan->units].json);
  if (plan->units == HEED_UNITS_PIECES)
    add_count (builder, "vocabulary", PIECES_VOCABULARY);
  json_builder_end_object (builder);
}

static void
add_model (JsonBuilder            *builder,
           const HeedTrainingPlan *plan)
{
  begin (builder, "model");
  add_text (builder, "cell", "gru");
  add_count (builder, "source_embedding", plan->hypers[HEED_HYPER_EMBEDDING]);
  add_count (builder, "target_embedding", plan->hypers[HEED_HYPER_EMBEDDING]);
  add_count (builder, "encoder_layers", plan->hypers[HEED_HYPER_LAYERS]);
  add_count (builder, "encoder_directions", 1);
  add_count (builder, "encoder_width", plan->hypers[HEED_HYPER_HIDDEN]);
  add_count (builder, "decoder_layers", plan->hypers[HEED_HYPER_LAYERS]);
  add_count (builder, "decoder_width", plan->hypers[HEED_HYPER_HIDDEN]);
  add_text (builder, "initial_state", "copy");
  add_text (builder, "score", mechanisms[plan->mechanism].json);
  add_count (builder, "attention_width", plan->hypers[HEED_HYPER_HIDDEN]);
  add_count (builder, "heads", plan->mechanism == HEED_MECHANISM_MULTI_HEAD ? plan->hypers[HEED_HYPER_HEADS] : 1);
  add_text (builder, "query", "previous");
  add_list (builder, "cell_input", (const char *const[]) { "context", "embedding", NULL });
  add_list (builder, "combine", (const char *const[]) { NULL });
  add_list (builder, "output", (const char *const[]) { "state", NULL });
  json_builder_end_object (builder);
}

static void
add_training (JsonBuilder            *builder,
              const HeedTrainingPlan *plan)
{
  begin (builder, "training");
  add_count (builder, "batch_size", plan->hypers[HEED_HYPER_BATCH_SIZE]);
  add_count (builder, "epochs", plan->hypers[HEED_HYPER_EPOCHS]);
  add_number (builder, "learning_rate", plan->hypers[HEED_HYPER_LEARNING_RATE]);
  add_number (builder, "dropout", plan->hypers[HEED_HYPER_DROPOUT]);
  add_count (builder, "seed", plan->seed);
  json_builder_end_object (builder);
}

/**
 * heed_training_plan_dup_configuration:
 * @train_path: absolute; what is learned from
 * @valid_path: (nullable): absolute; what is held out
 *
 * Returns: (transfer full): JSON for heed_trainer_new()
 */
char *
heed_training_plan_dup_configuration (const HeedTrainingPlan *plan,
                                      const char             *train_path,
                                      const char             *valid_path)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *name = heed_training_plan_dup_name (plan);
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "name", name);
  add_data (builder, plan, train_path, valid_path);
  add_units (builder, plan, "source_text");
  add_units (builder, plan, "target_text");
  add_model (builder, plan);
  add_training (builder, plan);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, TRUE);
}
