/* lesson-stage.c — the program as a lesson sees it and drives it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields of a scene are set one after the other: the first field whose value differs
 * is set, and the scene is checked again later. This needs no special order for a model
 * that takes time to open, a sentence being decoded, or a page that is updated at its
 * next frame.
 */

#include "app/window/lessons/lesson-stage.h"

#include "app/window/desktop/view-options.h"
#include "app/window/document/document-decoding.h"
#include "app/window/document/document-opening.h"
#include "app/window/sessions/session-state.h"

#define FIRST_PAGE "translate"
#define TRAIN_PAGE "train"

typedef enum {
  PHASE_MODEL,
  PHASE_SENTENCE,
  PHASE_PLACE,
  PHASE_DONE
} Phase;

/* --- Pages --------------------------------------------------------------- */

/* Returns NULL if the page has not been created yet. */
static HeedPage *
find_page (const HeedLessonStage *stage,
           const char            *name)
{
  GtkWidget *place = gtk_stack_get_child_by_name (stage->pages, name);
  GtkWidget *page = place != NULL ? gtk_widget_get_first_child (place) : NULL;

  return page != NULL ? HEED_PAGE (page) : NULL;
}

static void
show_page (const HeedLessonStage *stage,
           const char            *name)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->pages), "win.show-page", "s", name);
}

static GObject *
get_options (const HeedLessonStage *stage)
{
  HeedPage *page = find_page (stage, FIRST_PAGE);

  return page != NULL ? heed_page_get_options (page) : NULL;
}

static const char *
get_page_of (HeedSceneField field)
{
  return field >= HEED_SCENE_TASK ? TRAIN_PAGE : FIRST_PAGE;
}

/* --- Describing ---------------------------------------------------------- */

static guint
count_words (const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, " \t", -1);
  guint n_words = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n_words += *words[i] != '\0';

  return n_words;
}

/* Adds the name of the model, if it ships with the program, and its path. */
static void
describe_model (const HeedLessonStage *stage,
                HeedScene             *now)
{
  const char *path = heed_document_get_model_path (stage->document);
  guint n_models;
  const HeedLibraryModel *models = heed_model_library_get (stage->library, &n_models);

  if (path == NULL || heed_document_get_is_opening (stage->document))
    return;

  heed_scene_say_text (now, HEED_SCENE_MODEL, path);
  for (guint i = 0; i < n_models; i++)
    if (g_str_equal (models[i].path, path))
      heed_scene_say_text (now, HEED_SCENE_MODEL, models[i].name);
}

static void
describe_page (const HeedLessonStage *stage,
               HeedScene             *now)
{
  const char *shown = gtk_stack_get_visible_child_name (stage->pages);
  const HeedSceneFieldInfo *info = heed_scene_field_get_info (HEED_SCENE_PAGE);

  for (guint i = 0; info->names[i] != NULL; i++)
    if (g_strcmp0 (shown, info->names[i]) == 0)
      heed_scene_say_choice (now, HEED_SCENE_PAGE, i);
}

static void
describe_options (const HeedLessonStage *stage,
                  HeedScene             *now)
{
  GObject *options = get_options (stage);
  int mode, units;
  gboolean has_numbers;

  if (options == NULL)
    return;

  g_object_get (options, "mode", &mode, "units", &units, "numbers", &has_numbers, NULL);
  heed_scene_say_choice (now, HEED_SCENE_VIEW, (guint) mode);
  heed_scene_say_choice (now, HEED_SCENE_UNITS, (guint) units);
  heed_scene_say_choice (now, HEED_SCENE_NUMBERS,
                         has_numbers ? HEED_SCENE_SWITCH_ON : HEED_SCENE_SWITCH_OFF);
}

/**
 * heed_lesson_stage_describe:
 *
 * Returns: (transfer full): the present state, without the fields that are not known yet
 */
HeedScene *
heed_lesson_stage_describe (const HeedLessonStage *stage)
{
  HeedScene *now = heed_scene_new ();
  const char *text = heed_document_get_text (stage->document);

  describe_page (stage, now);
  describe_model (stage, now);
  heed_scene_say_text (now, HEED_SCENE_SENTENCE, text);
  heed_scene_say_number (now, HEED_SCENE_WORDS, count_words (text));
  describe_options (stage, now);
  if (find_page (stage, FIRST_PAGE) != NULL)
    heed_page_describe (find_page (stage, FIRST_PAGE), now);
  if (find_page (stage, TRAIN_PAGE) != NULL)
    heed_page_describe (find_page (stage, TRAIN_PAGE), now);

  return now;
}

/* --- Setting a scene ----------------------------------------------------- */

gboolean
heed_lesson_stage_is_busy (const HeedLessonStage *stage)
{
  return heed_document_get_is_opening (stage->document) ||
         heed_document_get_state (stage->document) == HEED_DOCUMENT_DECODING;
}

static void
open_model (const HeedLessonStage *stage,
            const char            *name)
{
  g_autofree char *path = heed_model_library_find (stage->library, name, NULL);

  heed_document_open (stage->document, path != NULL ? path : name);
}

static void
set_option (const HeedLessonStage *stage,
            const HeedScene       *wanted,
            HeedSceneField         field)
{
  int choice = g_bit_nth_lsf (wanted->choices[field], -1);
  GObject *options = get_options (stage);

  if (options == NULL)
    return;

  if (field == HEED_SCENE_VIEW)
    g_object_set (options, "mode", choice, NULL);
  else if (field == HEED_SCENE_UNITS)
    g_object_set (options, "units", choice, NULL);
  else
    g_object_set (options, "numbers", choice == HEED_SCENE_SWITCH_ON, NULL);
}

/* A page that has not been created yet is created by showing it. */
static void
ask_page (const HeedLessonStage *stage,
          const HeedScene       *wanted,
          HeedSceneField         field)
{
  HeedPage *page = find_page (stage, get_page_of (field));

  if (page != NULL)
    heed_page_bring_about (page, wanted, field);
  else
    show_page (stage, get_page_of (field));
}

static void
bring_about_field (const HeedLessonStage *stage,
                   const HeedScene       *wanted,
                   HeedSceneField         field)
{
  const HeedSceneFieldInfo *info = heed_scene_field_get_info (field);

  if (field == HEED_SCENE_PAGE)
    show_page (stage, info->names[g_bit_nth_lsf (wanted->choices[field], -1)]);
  else if (field == HEED_SCENE_MODEL)
    open_model (stage, wanted->texts[field]);
  else if (field == HEED_SCENE_SENTENCE)
    heed_document_set_text (stage->document, wanted->texts[field]);
  else if (field == HEED_SCENE_VIEW || field == HEED_SCENE_UNITS || field == HEED_SCENE_NUMBERS)
    set_option (stage, wanted, field);
  else
    ask_page (stage, wanted, field);
}

/**
 * heed_lesson_stage_bring_about:
 * @wanted: the scene that a lesson wants
 *
 * Returns: whether the scene has been reached; otherwise one change was made, or is being
 * waited for
 */
gboolean
heed_lesson_stage_bring_about (const HeedLessonStage *stage,
                               const HeedScene       *wanted)
{
  g_autoptr(HeedScene) now = NULL;

  if (heed_document_get_is_opening (stage->document))
    return FALSE;

  now = heed_lesson_stage_describe (stage);
  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    if (!heed_scene_field_holds (wanted, now, (HeedSceneField) i))
      {
        bring_about_field (stage, wanted, (HeedSceneField) i);
        return FALSE;
      }

  return TRUE;
}

/* --- Parts and models ---------------------------------------------------- */

GtkWidget *
heed_lesson_stage_find_part (const HeedLessonStage *stage,
                             const char            *name)
{
  static const char *const names[] = { FIRST_PAGE, TRAIN_PAGE };

  if (g_str_equal (name, "model"))
    return stage->model_button;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      HeedPage *page = find_page (stage, names[i]);
      GtkWidget *part = page != NULL ? heed_page_find_part (page, name) : NULL;

      if (part != NULL)
        return part;
    }

  return NULL;
}

/**
 * heed_lesson_stage_get_sinks:
 *
 * Returns: how the weights of special tokens are displayed
 */
HeedSinkRule
heed_lesson_stage_get_sinks (const HeedLessonStage *stage)
{
  GtkWidget *chooser = heed_lesson_stage_find_part (stage, "sinks");
  int rule = HEED_SINKS_SHOWN;

  if (chooser != NULL)
    g_object_get (chooser, "rule", &rule, NULL);

  return (HeedSinkRule) rule;
}

void
heed_lesson_stage_set_sinks (const HeedLessonStage *stage,
                             HeedSinkRule           rule)
{
  GtkWidget *chooser = heed_lesson_stage_find_part (stage, "sinks");

  if (chooser != NULL && heed_lesson_stage_get_sinks (stage) != rule)
    g_object_set (chooser, "rule", rule, NULL);
}

static gboolean
is_shipped (const HeedLessonStage *stage,
            const char            *name)
{
  guint n_models;
  const HeedLibraryModel *models = heed_model_library_get (stage->library, &n_models);

  for (guint i = 0; i < n_models; i++)
    if (g_str_equal (models[i].name, name))
      return TRUE;

  return FALSE;
}

static void
find_model (const HeedLessonStage *stage,
            HeedScene             *scene,
            GFile                 *folder)
{
  const char *name = scene != NULL ? scene->texts[HEED_SCENE_MODEL] : NULL;
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  if (name == NULL || folder == NULL || is_shipped (stage, name))
    return;

  file = g_file_resolve_relative_path (folder, name);
  path = g_file_get_path (file);
  if (path == NULL)
    return;

  g_free (scene->texts[HEED_SCENE_MODEL]);
  scene->texts[HEED_SCENE_MODEL] = g_steal_pointer (&path);
}

void
heed_lesson_stage_find_models (const HeedLessonStage *stage,
                               HeedLesson            *lesson,
                               GFile                 *file)
{
  g_autoptr(GFile) folder = g_file_get_parent (file);

  for (guint i = 0; i < lesson->steps->len; i++)
    {
      HeedLessonStep *step = g_ptr_array_index (lesson->steps, i);

      find_model (stage, step->set, folder);
      find_model (stage, step->until, folder);
      find_model (stage, step->show, folder);
    }
}

/* --- Saving and restoring the session ------------------------------------ */

/* Lessons assume that no weights are hidden, and that the most probable tokens are taken. */
static void
show_all_of_it (const HeedLessonStage *stage)
{
  GObject *options = get_options (stage);

  heed_document_set_decoding (stage->document, &HEED_DECODING_DEFAULT);
  if (options != NULL)
    g_object_set (options, "source", HEED_VIEW_OF_ATTENTION, "threshold", 0.0, "top-k", 0u, NULL);
}

/**
 * heed_lesson_stage_keep:
 *
 * Returns: (transfer full): the user's session; from now on no weights are hidden, and the
 * most probable tokens are taken
 */
HeedSessionFile *
heed_lesson_stage_keep (const HeedLessonStage *stage)
{
  HeedSessionFile *kept = heed_session_state_take (stage->document, get_options (stage));

  kept->page = g_strdup (gtk_stack_get_visible_child_name (stage->pages));
  if (stage->keeper != NULL)
    heed_session_keeper_set_stand_in (stage->keeper, kept);
  show_all_of_it (stage);

  return kept;
}

static gboolean
has_model (const HeedLessonStage *stage,
           const HeedSessionFile *kept)
{
  return g_strcmp0 (heed_document_get_model_path (stage->document), kept->model.path) == 0;
}

static Phase
put_back_model (const HeedLessonStage *stage,
                const HeedSessionFile *kept)
{
  if (kept->model.path != NULL && !has_model (stage, kept))
    {
      if (kept->model.description != NULL)
        heed_document_open_as (stage->document, kept->model.path, kept->model.description);
      else
        heed_document_open (stage->document, kept->model.path);
    }

  return PHASE_SENTENCE;
}

/* If the model is gone, its changes cannot be restored; the sentence is. */
static Phase
put_back_sentence (const HeedLessonStage *stage,
                   HeedSessionFile       *kept)
{
  if (heed_document_get_model (stage->document) != NULL && has_model (stage, kept))
    {
      heed_session_file_fit (kept, heed_document_get_model (stage->document));
      heed_session_state_set_sentence (kept, stage->document);
    }
  else
    heed_document_set_text (stage->document, kept->text);

  heed_session_state_set_options (kept, get_options (stage));
  if (kept->page != NULL)
    show_page (stage, kept->page);

  return PHASE_PLACE;
}

/**
 * heed_lesson_stage_put_back:
 * @kept: from heed_lesson_stage_keep()
 * @phase: (inout): the progress; 0 at first
 *
 * Returns: whether everything is restored; otherwise this has to be called again a little
 * later
 */
gboolean
heed_lesson_stage_put_back (const HeedLessonStage *stage,
                            HeedSessionFile       *kept,
                            guint                 *phase)
{
  if (heed_lesson_stage_is_busy (stage) && *phase != PHASE_MODEL)
    return FALSE;

  switch ((Phase) *phase)
    {
    case PHASE_MODEL:
      *phase = put_back_model (stage, kept);
      break;

    case PHASE_SENTENCE:
      *phase = put_back_sentence (stage, kept);
      break;

    case PHASE_PLACE:
      if (has_model (stage, kept))
        heed_session_state_set_place (kept, stage->document);
      if (stage->keeper != NULL)
        heed_session_keeper_set_stand_in (stage->keeper, NULL);
      *phase = PHASE_DONE;
      break;

    case PHASE_DONE:
      break;
    }

  return *phase == PHASE_DONE;
}
