/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each change there is, made to a real model's translation and taken back: every
 * number must be the one that it was, to the last bit.
 *
 * Covers: app/core/changes/attention-edits.c,
 *   app/core/translation/walk.c,
 *   app/core/translation/weight-question.c,
 *   app/window/document/free-translation.c
 */

#include <math.h>

#include "app/window/document/document-decoding.h"
#include "app/window/document/document-explanation.h"
#include "app/window/document/document-opening.h"
#include "app/window/document/document.h"

#define SENTENCE "I drink a cup of tea in the garden."

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
} Fixture;

static void
wait_until_done (HeedDocument *document)
{
  while (heed_document_get_is_opening (document) ||
         heed_document_get_state (document) != HEED_DOCUMENT_FINISHED)
    {
      g_assert_cmpint (heed_document_get_state (document), !=, HEED_DOCUMENT_FAILED);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  model)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), model, NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  wait_until_done (fixture->document);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static void
add_bytes (GByteArray    *bits,
           gconstpointer  data,
           gsize          size)
{
  if (data != NULL)
    g_byte_array_append (bits, data, (guint) size);
}

static void
add_attentions (GByteArray *bits,
                HeedModel  *model,
                HeedStep   *step)
{
  static const HeedAttentionKind kinds[] = { HEED_ATTENTION_CROSS, HEED_ATTENTION_DECODER_SELF };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int layer = 0; layer < (int) heed_model_get_n_layers (model, kinds[i]); layer++)
      for (int head = 0; head < (int) heed_model_get_n_heads (model, kinds[i], layer); head++)
        {
          guint n_keys = 0;
          const float *row =
            heed_step_attention (step, (HeedAttentionSite) { kinds[i], layer, head }, &n_keys);

          add_bytes (bits, row, n_keys * sizeof *row);
        }
}

/* Returns tokens, probabilities, candidates and all attention as bytes. */
static GBytes *
read_bits (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  GByteArray *bits = g_byte_array_new ();

  for (guint t = 0; t < translation->steps->len; t++)
    {
      HeedStep *step = heed_translation_get_step (translation, t);

      add_bytes (bits, &step->token.id, sizeof step->token.id);
      add_bytes (bits, &step->log_prob, sizeof step->log_prob);
      add_bytes (bits, &step->entropy, sizeof step->entropy);
      for (guint i = 0; i < step->n_candidates; i++)
        add_bytes (bits, &step->candidates[i].log_prob, sizeof (double));
      add_attentions (bits, heed_document_get_model (document), step);
    }

  return g_byte_array_free_to_bytes (bits);
}

static void
assert_bits (HeedDocument *document,
             GBytes       *expected,
             gboolean      are_same,
             const char   *what)
{
  g_autoptr(GBytes) found = NULL;

  wait_until_done (document);
  found = read_bits (document);
  if (g_bytes_equal (found, expected) != are_same)
    g_error ("%s: expected %s numbers", what, are_same ? "the same" : "other");
}

/* The explained weight is the one that is shown, whatever was changed. */
static void
assert_explained (HeedDocument *document,
                  const char   *what)
{
  const HeedTranslation *translation = heed_document_get_translation (document);

  for (guint t = 0; t < translation->steps->len; t++)
    {
      HeedStep *step = heed_translation_get_step (translation, t);
      guint key = t % heed_translation_get_n_source (translation);
      const HeedArithmetic *found;
      const HeedQuantity *weight;
      const float *shown;
      guint n_keys;

      heed_document_explain (document, t, key);
      while ((found = heed_document_get_arithmetic (document)) == NULL || found->query != t ||
             found->key != key)
        g_main_context_iteration (NULL, TRUE);

      shown = heed_step_attention (step, translation->site, &n_keys);
      weight = heed_arithmetic_find (found, HEED_STAGE_WEIGHT, "α_i");
      if (weight->values[0] != shown[key])
        g_error ("%s: step %u: expected %g, found %g", what, t, shown[key], weight->values[0]);
      g_assert_cmpfloat_with_epsilon (
        heed_arithmetic_find (found, HEED_STAGE_OUTPUT, "p")->values[0], exp (step->log_prob),
        1e-6);
    }
}

/* Undoes and redoes the change, switches it off and on, and removes it. */
static void
assert_can_be_undone (HeedDocument *document,
                      HeedChange   *change,
                      const char   *what)
{
  HeedChangeList *list = heed_document_get_changes (document);
  g_autoptr(GBytes) before = read_bits (document);
  g_autoptr(GBytes) after = NULL;
  guint last;

  heed_change_list_put (list, change);
  last = heed_change_list_get_n (list) - 1;
  assert_bits (document, before, FALSE, what);
  after = read_bits (document);
  assert_explained (document, what);

  heed_change_list_undo (list);
  assert_bits (document, before, TRUE, what);
  heed_change_list_redo (list);
  assert_bits (document, after, TRUE, what);

  heed_change_list_set_on (list, last, FALSE);
  assert_bits (document, before, TRUE, what);
  heed_change_list_set_on (list, last, TRUE);
  assert_bits (document, after, TRUE, what);

  heed_document_set_shows_before (document, TRUE);
  g_assert_nonnull (heed_document_get_free_translation (document));
  heed_document_set_shows_before (document, FALSE);
  assert_bits (document, after, TRUE, what);

  heed_change_list_remove (list, last);
  assert_bits (document, before, TRUE, what);
  heed_change_list_undo (list);
  assert_bits (document, after, TRUE, what);
  heed_change_list_clear (list);
  assert_bits (document, before, TRUE, what);
}

static HeedChange *
new_row (HeedAttentionSite site,
         guint             position,
         guint             key,
         float             weight)
{
  const HeedPin pin = { site, position, key, weight };

  return heed_change_new_cells_set (NULL, &pin, 1, 0.0f, "cup");
}

static HeedChange *
new_change (HeedChangeKind    kind,
            HeedAttentionSite site,
            int               position)
{
  const HeedChange change = { .kind = kind, .is_on = TRUE, .site = site, .position = position,
                              .token_id = 17, .factor = 0.3f, .label = "cup" };

  return heed_change_new (&change);
}

static void
assert_all_at (HeedDocument      *document,
               HeedAttentionSite  site,
               const char        *what)
{
  g_autofree char *row = g_strdup_printf ("row, %s", what);
  g_autofree char *temper = g_strdup_printf ("temper, %s", what);
  g_autofree char *every = g_strdup_printf ("temper of every row, %s", what);
  g_autofree char *silence = g_strdup_printf ("silence, %s", what);

  assert_can_be_undone (document, new_row (site, 3, 1, 0.9f), row);
  assert_can_be_undone (document, new_change (HEED_CHANGE_TEMPER, site, 3), temper);
  assert_can_be_undone (document, new_change (HEED_CHANGE_TEMPER, site, HEED_EVERY_ROW), every);
  assert_can_be_undone (document, new_change (HEED_CHANGE_SILENCED, site, 0), silence);
}

static HeedChange *
new_replaced (int   position,
              guint n_ids)
{
  static const guint32 ids[] = { 90, 120, 77 };
  const HeedChange change = { .kind = HEED_CHANGE_REPLACED, .is_on = TRUE, .position = position,
                              .n_replaced = 1, .ids = ids, .n_ids = n_ids, .label = "cup",
                              .replacement = "glass" };

  return heed_change_new (&change);
}

static const HeedAttentionSite everywhere = { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER,
                                              HEED_HEAD_MEAN };

static void
test_undo_restores_every_bit (Fixture       *fixture,
                              gconstpointer  model)
{
  HeedDocument *document = fixture->document;

  assert_can_be_undone (document, new_change (HEED_CHANGE_HIDDEN, everywhere, 3), "hidden");
  assert_can_be_undone (document, new_change (HEED_CHANGE_TOKEN, everywhere, 4), "token");
  assert_can_be_undone (document, new_replaced (3, 1), "a token for a token");
  assert_can_be_undone (document, new_replaced (2, 3), "three tokens for one");
  assert_all_at (document, everywhere, "everywhere");
  assert_all_at (document, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 }, "one head");
}

static void
test_undo_restores_every_bit_of_a_transformer (Fixture       *fixture,
                                               gconstpointer  model)
{
  HeedDocument *document = fixture->document;

  assert_all_at (document, (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 0, 1 },
                 "a head that looks back");
  assert_all_at (document, (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 1, HEED_HEAD_MEAN },
                 "a layer of the encoder");
}

/* Changes are made on top of each other and removed in a different order. */
static void
test_undo_of_several_leaves_the_others (Fixture       *fixture,
                                        gconstpointer  model)
{
  HeedDocument *document = fixture->document;
  HeedChangeList *list = heed_document_get_changes (document);
  g_autoptr(GBytes) free = read_bits (document);
  g_autoptr(GBytes) alone = NULL;

  heed_change_list_put (list, new_row (everywhere, 4, 2, 0.7f));
  wait_until_done (document);
  alone = read_bits (document);

  heed_change_list_put (list, new_change (HEED_CHANGE_HIDDEN, everywhere, 5));
  heed_change_list_put (list, new_change (HEED_CHANGE_TEMPER, everywhere, 2));
  heed_change_list_put (list, new_change (HEED_CHANGE_TOKEN, everywhere, 1));
  wait_until_done (document);
  heed_change_list_remove (list, 1);
  wait_until_done (document);
  heed_change_list_remove (list, 2);
  heed_change_list_remove (list, 1);
  assert_bits (document, alone, TRUE, "a row alone");

  heed_change_list_clear (list);
  assert_bits (document, free, TRUE, "nothing");
}

/* The pinned weight is exact, and the others keep their proportions. */
static void
test_undo_row_is_as_it_was_asked (Fixture       *fixture,
                                  gconstpointer  model)
{
  HeedDocument *document = fixture->document;
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };
  g_autoptr(HeedStep) before =
    heed_step_ref (heed_translation_get_step (heed_document_get_translation (document), 3));
  const float *own, *edited;
  guint n_keys;

  heed_change_list_put (heed_document_get_changes (document), new_row (site, 3, 1, 0.6f));
  wait_until_done (document);
  own = heed_step_attention (before, site, &n_keys);
  edited = heed_step_attention (
    heed_translation_get_step (heed_document_get_translation (document), 3), site, &n_keys);

  g_assert_cmpfloat_with_epsilon (edited[1], 0.6f, 1e-6f);
  for (guint key = 0; key < n_keys; key++)
    if (key != 1)
      g_assert_cmpfloat_with_epsilon (edited[key], own[key] * 0.4f / (1.0f - own[1]), 1e-6f);
}

/* The change is undone before the unchanged translation is known. */
static void
test_undo_before_the_first_translation (Fixture       *fixture,
                                        gconstpointer  model)
{
  HeedDocument *document = fixture->document;
  HeedChangeList *list = heed_document_get_changes (document);
  g_autoptr(GBytes) before = read_bits (document);

  heed_document_set_text (document, "We live in the old house.");
  heed_document_set_text (document, SENTENCE);
  heed_change_list_put (list, new_change (HEED_CHANGE_HIDDEN, everywhere, 3));
  while (heed_document_get_free_translation (document) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_until_done (document);
  heed_document_set_shows_before (document, TRUE);
  assert_bits (document, before, TRUE, "before");

  heed_document_set_shows_before (document, FALSE);
  heed_change_list_undo (list);
  assert_bits (document, before, TRUE, "undone");
}

/* For the best branch of a beam, and for sampled tokens. */
static void
test_undo_any_decoding_is_explained (Fixture       *fixture,
                                     gconstpointer  model)
{
  HeedDecoding decoding = HEED_DECODING_DEFAULT;

  decoding.kind = HEED_DECODING_BEAM;
  heed_document_set_decoding (fixture->document, &decoding);
  wait_until_done (fixture->document);
  assert_explained (fixture->document, "beam");

  decoding.kind = HEED_DECODING_SAMPLING;
  heed_document_set_decoding (fixture->document, &decoding);
  wait_until_done (fixture->document);
  assert_explained (fixture->document, "drawn");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/app/undo/restores-every-bit", Fixture, "en-fr.safetensors", set_up,
              test_undo_restores_every_bit, tear_down);
  g_test_add ("/app/undo/restores-every-bit-of-heads", Fixture, "en-fr-multi-head.safetensors",
              set_up, test_undo_restores_every_bit, tear_down);
  g_test_add ("/app/undo/restores-every-bit-of-layers", Fixture, "en-fr-transformer.safetensors",
              set_up, test_undo_restores_every_bit, tear_down);
  g_test_add ("/app/undo/restores-every-bit-of-a-transformer", Fixture,
              "en-fr-transformer.safetensors", set_up,
              test_undo_restores_every_bit_of_a_transformer, tear_down);
  g_test_add ("/app/undo/of-several-leaves-the-others", Fixture, "en-fr.safetensors", set_up,
              test_undo_of_several_leaves_the_others, tear_down);
  g_test_add ("/app/undo/row-is-as-it-was-asked", Fixture, "en-fr-multi-head.safetensors", set_up,
              test_undo_row_is_as_it_was_asked, tear_down);
  g_test_add ("/app/undo/before-the-first-translation", Fixture, "en-fr.safetensors", set_up,
              test_undo_before_the_first_translation, tear_down);
  g_test_add ("/app/undo/any-decoding-is-explained", Fixture, "en-fr.safetensors", set_up,
              test_undo_any_decoding_is_explained, tear_down);
  g_test_add ("/app/undo/any-decoding-of-a-transformer-is-explained", Fixture,
              "en-fr-transformer.safetensors", set_up, test_undo_any_decoding_is_explained,
              tear_down);

  return g_test_run ();
}
