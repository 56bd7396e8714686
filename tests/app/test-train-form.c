/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the form asks for is what heed-cli train does with the same words.
 */

#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "app/window/pages/train/train-form.h"

typedef struct {
  GtkWidget     *window;
  HeedTrainForm *form;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->form = HEED_TRAIN_FORM (heed_train_form_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->form));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* The window names a model after its task; the rest is equal. */
static char *
dup_without_name (const char *configuration)
{
  g_autoptr(GRegex) name = g_regex_new ("\\A\\{\\s*\"name\": \"[^\"]*\"", 0, 0, NULL);

  g_assert_true (g_regex_match (name, configuration, 0, NULL));

  return g_regex_replace_literal (name, configuration, -1, 0, "{", 0, NULL);
}

static char *
dup_configuration_of_form (Fixture *fixture)
{
  g_autoptr(HeedTrainingPlan) plan = heed_train_form_dup_plan (fixture->form);
  g_autofree char *configuration = heed_training_plan_dup_configuration (plan, "/train", NULL);

  return dup_without_name (configuration);
}

static char *
dup_configuration_of_preset (const char *task,
                             const char *mechanism)
{
  g_autofree char *configuration = NULL;
  HeedTrainingPreset preset;

  g_assert_true (heed_training_preset_init (&preset, task, mechanism, NULL));
  preset.train = "/train";
  configuration = heed_training_preset_to_json (&preset);

  return dup_without_name (configuration);
}

static void
test_train_form_asks_for_what_the_command_line_does (Fixture       *fixture,
                                                     gconstpointer  data)
{
  const HeedTrainingTask *task;
  const HeedMechanism *mechanism;

  for (guint i = 0; (mechanism = heed_mechanisms_get (i)) != NULL; i++)
    for (guint j = 0; (task = heed_training_task_get (j)) != NULL; j++)
      {
        g_autofree char *expected = dup_configuration_of_preset (task->name, mechanism->name);
        g_autofree char *found = NULL;

        heed_train_form_set_task (fixture->form, task->name);
        heed_train_form_set_mechanism (fixture->form, mechanism->name);
        found = dup_configuration_of_form (fixture);

        g_test_message ("%s, %s", task->name, mechanism->name);
        g_assert_cmpstr (found, ==, expected);
      }
}

static double
get_hyper (Fixture   *fixture,
           HeedHyper  hyper)
{
  g_autoptr(HeedTrainingPlan) plan = heed_train_form_dup_plan (fixture->form);

  return plan->hypers[hyper];
}

/* Numbers that the user entered are kept. */
static void
test_train_form_another_mechanism_leaves_what_was_changed (Fixture       *fixture,
                                                           gconstpointer  data)
{
  heed_train_form_set_task (fixture->form, "reverse");
  heed_train_form_set_mechanism (fixture->form, "additive");
  heed_train_form_set_hyper (fixture->form, HEED_HYPER_LAYERS, 3);
  heed_train_form_set_mechanism (fixture->form, "transformer");

  g_assert_cmpfloat (get_hyper (fixture, HEED_HYPER_LAYERS), ==, 3.0);
  g_assert_cmpfloat_with_epsilon (get_hyper (fixture, HEED_HYPER_LEARNING_RATE), 0.001, 1e-9);

  heed_train_form_set_mechanism (fixture->form, "dot");
  g_assert_cmpfloat (get_hyper (fixture, HEED_HYPER_LAYERS), ==, 3.0);
  g_assert_cmpfloat_with_epsilon (get_hyper (fixture, HEED_HYPER_LEARNING_RATE), 0.005, 1e-9);
}

static void
write_pairs (const char *path,
             guint       n_pairs)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < n_pairs; i++)
    g_string_append_printf (lines, "source %u,target %u\n", i, i);

  g_assert_true (g_file_set_contents (path, lines->str, -1, NULL));
}

/* Also for a file so large that it is read in the background. */
static void
test_train_form_numbers_fit_the_file (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "own.csv", NULL);

  heed_train_form_set_task (fixture->form, "pairs");
  g_assert_false (heed_train_form_is_ready (fixture->form));
  g_assert_cmpfloat (get_hyper (fixture, HEED_HYPER_WIDTH), ==, 256.0);

  write_pairs (path, 200);
  heed_train_form_set_path (fixture->form, path);
  g_assert_true (heed_train_form_is_ready (fixture->form));
  g_assert_cmpfloat (get_hyper (fixture, HEED_HYPER_WIDTH), ==, 64.0);
  g_assert_cmpfloat (get_hyper (fixture, HEED_HYPER_EPOCHS), ==, 160.0);
  heed_train_form_set_hyper (fixture->form, HEED_HYPER_WIDTH, 48.0);

  write_pairs (path, 20000);
  heed_train_form_set_path (fixture->form, path);
  g_assert_false (heed_train_form_is_ready (fixture->form));
  while (!heed_train_form_is_ready (fixture->form))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (get_hyper (fixture, HEED_HYPER_EPOCHS), ==, 20.0);
  g_assert_cmpfloat (get_hyper (fixture, HEED_HYPER_WIDTH), ==, 48.0);

  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, test) \
  g_test_add ("/app/train-form/" name, Fixture, NULL, set_up, test, tear_down)

  ADD ("asks-for-what-the-command-line-does", test_train_form_asks_for_what_the_command_line_does);
  ADD ("another-mechanism-leaves-what-was-changed",
       test_train_form_another_mechanism_leaves_what_was_changed);
  ADD ("numbers-fit-the-file", test_train_form_numbers_fit_the_file);

  return g_test_run ();
}
