/* test-model-card.c — the cards of bundled models, and of other models
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/models/card-dialog.c
 */

#include <gtk/gtk.h>
#include <string.h>

#include "app/core/models/model-card.h"
#include "app/window/models/card-dialog.h"

static char *
find_shipped (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".safetensors", NULL);

  return g_build_filename (g_getenv ("HEED_MODELS"), file, NULL);
}

static HeedModel *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static HeedModelCard *
read_card (const char *name)
{
  g_autofree char *path = find_shipped (name);
  g_autoptr(HeedModel) model = load (path);

  return heed_model_card_new (model, path);
}

/* Saves a copy of a bundled model with that card. */
static char *
save_with_card (const char *card)
{
  g_autofree char *path = find_shipped ("copy");
  g_autoptr(HeedModel) model = load (path);
  g_autofree char *folder = g_dir_make_tmp ("heed-card-XXXXXX", NULL);
  char *copy = g_build_filename (folder, "copy.safetensors", NULL);
  g_autoptr(GError) error = NULL;

  heed_model_save_as (model, copy, &(HeedSaveOptions) { .card = card }, &error);
  g_assert_no_error (error);

  return copy;
}

static void
remove_copy (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (remove (path), ==, 0);
  g_assert_cmpint (remove (folder), ==, 0);
}

static void
test_model_card_says_data_licence_and_score (void)
{
  g_autoptr(HeedModelCard) card = read_card ("copy");

  g_assert_nonnull (card->data);
  g_assert_cmpstr (card->licence, ==, "CC0-1.0");
  g_assert_nonnull (strstr (card->score, "100 %"));
  g_assert_cmpuint (card->n_batches, >, 0);
}

static void
test_model_card_says_who_was_guided (void)
{
  g_autofree char *guided_path = find_shipped ("en-fr");
  g_autofree char *free_path = find_shipped ("copy");
  g_autoptr(HeedModel) guided = load (guided_path);
  g_autoptr(HeedModel) unguided = load (free_path);
  g_autoptr(HeedModelCard) card = heed_model_card_new (guided, guided_path);

  g_assert_true (heed_model_card_is_guided (guided));
  g_assert_false (heed_model_card_is_guided (unguided));
  g_assert_cmpfloat (card->guided, >, 0.0);
}

/* Plain text without Markdown syntax, including the section on limitations. */
static void
test_model_card_prose_is_plain (void)
{
  g_autoptr(HeedModelCard) card = read_card ("copy");

  g_assert_nonnull (card->prose);
  g_assert_true (g_str_has_prefix (card->prose, "Copy"));
  g_assert_null (strstr (card->prose, "**"));
  g_assert_null (strchr (card->prose, '`'));
  g_assert_null (strstr (card->prose, "|---|"));
  g_assert_nonnull (strstr (card->prose, "without guided alignment"));
}

/* One empty line between two paragraphs, and commands on lines of their own. */
static void
test_model_card_prose_has_no_stray_lines (void)
{
  static const char *const names[] = { "en-fr", "en-fr-none", "zh-en", "copy", "correction" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(HeedModelCard) card = read_card (names[i]);

      g_assert_null (strstr (card->prose, "\n\n\n"));
      g_assert_null (strstr (card->prose, " \n"));
      if (i == 0)
        {
          g_assert_nonnull (strstr (card->prose, "\nheed-cli translate --model en-fr < long.en"));
          g_assert_nonnull (strstr (card->prose, "\n\nWhat it can do, and what it cannot\n\n"));
        }
    }
}

/* Whatever the card of an unknown file contains, the rest of it is shown correctly. */
static void
test_model_card_of_a_stranger_says_what_it_can (void)
{
  static const char *const cards[] = {
    "{}",
    "[1, 2]",
    "{\"data\": 7, \"score\": {\"bleu\": 3}, \"licence\": \"\", \"held_out\": []}",
    "{\"configuration\": {\"training\": {\"guided_alignment\": \"yes\"}}}",
    "{\"configuration\": {\"training\": {\"guided_alignment\": -1}}}",
    "{\"held_out\": {\"batch\": -4}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autofree char *path = save_with_card (cards[i]);
      g_autoptr(HeedModel) model = load (path);
      g_autoptr(HeedModelCard) card = heed_model_card_new (model, path);

      g_assert_null (card->data);
      g_assert_null (card->score);
      g_assert_null (card->licence);
      g_assert_null (card->prose);
      g_assert_cmpfloat (card->guided, ==, 0.0);
      g_assert_cmpuint (card->n_batches, ==, 0);
      g_assert_false (heed_model_card_is_guided (model));
      remove_copy (path);
    }
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;

  return FALSE;
}

static void
test_model_card_opens_as_a_dialog (void)
{
  g_autofree char *path = find_shipped ("en-fr");
  g_autoptr(HeedModel) model = load (path);
  GtkWidget *dialog = heed_card_dialog_new (NULL, model, path);

  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (says (dialog, "Tatoeba"));
  g_assert_true (says (dialog, "BLEU"));
  g_assert_true (says (dialog, "say where to look"));
  g_assert_true (says (dialog, "what it cannot"));
  g_assert_false (says (dialog, "does not say"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_model_card_that_is_missing_is_said_to_be (void)
{
  g_autofree char *path = save_with_card ("{}");
  g_autoptr(HeedModel) model = load (path);
  GtkWidget *dialog = heed_card_dialog_new (NULL, model, NULL);

  g_assert_true (says (dialog, "does not say"));
  g_assert_false (says (dialog, "say where to look"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  remove_copy (path);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/model-card/says-data-licence-and-score",
                   test_model_card_says_data_licence_and_score);
  g_test_add_func ("/app/model-card/says-who-was-guided", test_model_card_says_who_was_guided);
  g_test_add_func ("/app/model-card/prose-is-plain", test_model_card_prose_is_plain);
  g_test_add_func ("/app/model-card/prose-has-no-stray-lines",
                   test_model_card_prose_has_no_stray_lines);
  g_test_add_func ("/app/model-card/of-a-stranger-says-what-it-can",
                   test_model_card_of_a_stranger_says_what_it_can);
  g_test_add_func ("/app/model-card/opens-as-a-dialog", test_model_card_opens_as_a_dialog);
  g_test_add_func ("/app/model-card/that-is-missing-is-said-to-be",
                   test_model_card_that_is_missing_is_said_to_be);

  return g_test_run ();
}
