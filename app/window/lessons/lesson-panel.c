/* lesson-panel.c — a guided lesson, above the page on which it is done
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The panel compares the state of the program with the conditions of the step a few
 * times a second, instead of listening to every signal that may change it: there are
 * many ways to select a word, and a lesson accepts each of them.
 */

#include "app/window/lessons/lesson-panel-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/window/document/document-opening.h"
#include "app/window/lessons/lesson-list.h"
#include "app/window/lessons/lesson-text-layout.h"
#include "ui/wrap-layout.h"

#define TEMPLATE "/org/heed/Heed/app/window/lessons/lesson-panel.ui"

#define LOOK_MILLISECONDS 60
#define ANSWER_SPACING_PX 8

/* Limits, in checks of the state. */
#define PATIENCE       160  /* for a scene that cannot be brought about */
#define SLIP_PATIENCE  30   /* for an action of the user that had another effect */
#define STILL_PATIENCE 500  /* without any action of the user */

/* For a step without a hint of its own. */
#define NOT_QUITE N_("Not quite. Look once more, and try another.")

enum {
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedLessonPanel, heed_lesson_panel, GTK_TYPE_WIDGET)

/* --- Checking the state -------------------------------------------------- */

/* Requires two checks in a row, since the last change may have undone an earlier one. */
static gboolean
is_brought_about (HeedLessonPanel *self,
                  const HeedScene *wanted)
{
  if (wanted == NULL)
    return TRUE;

  self->n_held = heed_lesson_stage_bring_about (&self->stage, wanted) ? self->n_held + 1 : 0;
  self->n_tries += !heed_lesson_stage_is_busy (&self->stage);

  return self->n_held >= 2;
}

/* Names the field that could not be set, for the author of the lesson. */
static void
say_what_is_missing (HeedLessonPanel *self,
                     const HeedScene *wanted)
{
  g_autoptr(HeedScene) now = heed_lesson_stage_describe (&self->stage);

  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    if (!heed_scene_field_holds (wanted, now, (HeedSceneField) i))
      {
        /* Translators: of a lesson; %s is a field of its file, such as "model" */
        g_autofree char *text = g_strdup_printf (
          _("This step could not be set up: “%s”."),
          heed_scene_field_get_info ((HeedSceneField) i)->name);

        heed_lesson_panel_show_reply (self, text, "remark");
        return;
      }
}

static void
begin_waiting (HeedLessonPanel *self)
{
  const HeedLessonStep *step = heed_lesson_panel_get_step (self);

  heed_lesson_panel_set_state (
    self, step->until != NULL || step->answers != NULL ? STATE_WAITING : STATE_DONE);
}

static void
prepare (HeedLessonPanel *self)
{
  if (heed_lesson_panel_get_step (self)->set != NULL)
    heed_lesson_stage_set_sinks (&self->stage, HEED_SINKS_SHOWN);

  if (is_brought_about (self, heed_lesson_panel_get_step (self)->set))
    {
      begin_waiting (self);
    }
  else if (self->n_tries > PATIENCE)
    {
      begin_waiting (self);
      say_what_is_missing (self, heed_lesson_panel_get_step (self)->set);
    }
}

static gboolean
is_said_alike (const HeedScene *scene,
               const HeedScene *other,
               HeedSceneField   field)
{
  return heed_scene_has (scene, field) == heed_scene_has (other, field) &&
         g_strcmp0 (scene->texts[field], other->texts[field]) == 0 &&
         scene->choices[field] == other->choices[field] &&
         scene->numbers[field] == other->numbers[field];
}

/* A row that is neither the first nor the sharpest nor any other that has a name is told
 * apart by its word. */
static gboolean
is_moved (HeedLessonPanel *self,
          const HeedScene *now,
          HeedSceneField   field)
{
  if (field == HEED_SCENE_ROW && is_moved (self, now, HEED_SCENE_ROW_WORD))
    return TRUE;

  return heed_scene_has (now, field) && !is_said_alike (now, self->first, field);
}

/* Returns whether the user did something other than what was asked. */
static gboolean
has_slipped (HeedLessonPanel *self,
             const HeedScene *now)
{
  const HeedScene *until = heed_lesson_panel_get_step (self)->until;

  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    if (!heed_scene_field_holds (until, now, (HeedSceneField) i) &&
        is_moved (self, now, (HeedSceneField) i))
      return TRUE;

  return FALSE;
}

static void
consider_hint (HeedLessonPanel *self,
               HeedScene       *now)
{
  const char *hint = heed_lesson_panel_get_step (self)->hint;

  self->n_waited++;
  self->n_slipped = has_slipped (self, now) ? self->n_slipped + 1 : 0;
  if (self->n_slipped == SLIP_PATIENCE)
    heed_lesson_panel_show_reply (self, hint != NULL ? hint : _(NOT_QUITE), "remark");
  else if (hint != NULL && self->n_waited == STILL_PATIENCE)
    heed_lesson_panel_show_reply (self, hint, "remark");
}

static void
look_for_it (HeedLessonPanel *self)
{
  g_autoptr(HeedScene) now = heed_lesson_stage_describe (&self->stage);

  if (self->first == NULL)
    self->first = heed_scene_copy (now);

  if (!heed_scene_holds (heed_lesson_panel_get_step (self)->until, now))
    {
      if (self->state == STATE_WAITING)
        consider_hint (self, now);
      return;
    }

  heed_lesson_panel_set_state (self, STATE_DONE);
  heed_lesson_panel_show_done (self);
}

static void
show_it (HeedLessonPanel *self)
{
  if (is_brought_about (self, heed_lesson_panel_get_step (self)->show))
    self->n_tries = 0;
  else if (self->n_tries > PATIENCE)
    {
      say_what_is_missing (self, heed_lesson_panel_get_step (self)->show);
      heed_lesson_panel_set_state (self, STATE_WAITING);
    }

  if (self->n_held > 0 || self->state == STATE_WAITING)
    look_for_it (self);
}

static void
put_back (HeedLessonPanel *self)
{
  if (self->kept != NULL && !heed_lesson_stage_put_back (&self->stage, self->kept, &self->phase))
    return;

  if (self->kept != NULL)
    heed_lesson_stage_set_sinks (&self->stage, self->kept_sinks);
  g_clear_pointer (&self->kept, heed_session_file_free);
  heed_lesson_panel_set_state (self, STATE_NONE);
}

/* At the start of the program, the user's session may still be opening. */
static gboolean
has_kept (HeedLessonPanel *self)
{
  if (self->kept == NULL && !heed_document_get_is_opening (self->stage.document))
    {
      self->kept = heed_lesson_stage_keep (&self->stage);
      self->kept_sinks = heed_lesson_stage_get_sinks (&self->stage);
    }

  return self->kept != NULL;
}

static gboolean
look_cb (gpointer user_data)
{
  HeedLessonPanel *self = user_data;

  if (self->state != STATE_LEAVING && !has_kept (self))
    return G_SOURCE_CONTINUE;

  switch (self->state)
    {
    case STATE_SETTING:
      prepare (self);
      break;

    case STATE_WAITING:
      if (heed_lesson_panel_get_step (self)->until != NULL)
        look_for_it (self);
      break;

    case STATE_SHOWING:
      show_it (self);
      break;

    case STATE_LEAVING:
      put_back (self);
      break;

    case STATE_DONE:
    case STATE_NONE:
      break;
    }

  if (self->state == STATE_NONE)
    {
      self->look = 0;
      return G_SOURCE_REMOVE;
    }

  if (self->lesson != NULL)
    heed_lesson_panel_point (self);

  return G_SOURCE_CONTINUE;
}

/* --- Navigation ---------------------------------------------------------- */

static void
go_to (HeedLessonPanel *self,
       guint            step)
{
  self->step = step;
  heed_lesson_panel_show_place (self);
  heed_lesson_panel_set_text (self->say, heed_lesson_panel_get_step (self)->say);
  heed_lesson_panel_show_reply (self, NULL, "muted");
  heed_lesson_panel_show_answers (self);
  heed_lesson_panel_point (self);
  if (heed_lesson_panel_get_step (self)->set != NULL)
    heed_lesson_panel_set_state (self, STATE_SETTING);
  else
    begin_waiting (self);
}

static void
leave (HeedLessonPanel *self)
{
  if (self->lesson == NULL)
    return;

  heed_lesson_panel_point_at (self, NULL);
  gtk_widget_hide (self->box);
  g_clear_pointer (&self->lesson, heed_lesson_free);
  self->phase = 0;
  heed_lesson_panel_set_state (self, STATE_LEAVING);
}

static void
next_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeedLessonPanel *self = HEED_LESSON_PANEL (widget);

  if (self->lesson == NULL)
    return;

  if (heed_lesson_panel_is_last (self))
    leave (self);
  else
    go_to (self, self->step + 1);
}

static void
next_lesson_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  HeedLessonPanel *self = HEED_LESSON_PANEL (widget);
  g_autoptr(GFile) file = self->following != NULL ? g_object_ref (self->following) : NULL;

  if (self->lesson != NULL && file != NULL)
    heed_lesson_panel_open (self, file, NULL);
}

static void
back_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeedLessonPanel *self = HEED_LESSON_PANEL (widget);

  if (self->lesson != NULL && self->step > 0)
    go_to (self, self->step - 1);
}

static void
take_right_answer (HeedLessonPanel *self,
                   guint            answer)
{
  GtkWidget *button = gtk_widget_get_first_child (self->answers);

  for (guint i = 0; button != NULL; i++, button = gtk_widget_get_next_sibling (button))
    {
      if (i == answer)
        gtk_widget_add_css_class (button, "right");
      gtk_widget_set_can_target (button, FALSE);
    }

  heed_lesson_panel_set_state (self, STATE_DONE);
  heed_lesson_panel_show_done (self);
  gtk_widget_grab_focus (self->next);
}

static void
refuse_answer (HeedLessonPanel *self,
               guint            answer)
{
  GtkWidget *button = gtk_widget_get_first_child (self->answers);
  const char *hint = heed_lesson_panel_get_step (self)->hint;

  for (guint i = 0; i < answer; i++)
    button = gtk_widget_get_next_sibling (button);

  gtk_widget_add_css_class (button, "wrong");
  heed_lesson_panel_show_reply (
    self, hint != NULL ? hint : _(NOT_QUITE), "remark");
}

static void
answer_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeedLessonPanel *self = HEED_LESSON_PANEL (widget);
  guint answer = g_variant_get_uint32 (parameter);

  if (self->state != STATE_WAITING || answer >= heed_lesson_panel_get_step (self)->n_answers)
    return;

  if (answer == heed_lesson_panel_get_step (self)->right)
    take_right_answer (self, answer);
  else
    refuse_answer (self, answer);
}

static void
show_me_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  HeedLessonPanel *self = HEED_LESSON_PANEL (widget);

  if (self->state != STATE_WAITING)
    return;

  heed_lesson_panel_show_reply (self, NULL, "muted");
  if (heed_lesson_panel_get_step (self)->answers != NULL)
    take_right_answer (self, heed_lesson_panel_get_step (self)->right);
  else
    heed_lesson_panel_set_state (self, STATE_SHOWING);
}

static void
leave_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  leave (HEED_LESSON_PANEL (widget));
}

/* --- The object ---------------------------------------------------------- */

static void
heed_lesson_panel_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  static const char *const names[] = { "none", "setting", "waiting", "showing", "done",
                                       "leaving" };

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_static_string (value, names[HEED_LESSON_PANEL (object)->state]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_lesson_panel_dispose (GObject *object)
{
  HeedLessonPanel *self = HEED_LESSON_PANEL (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_handle_id (&self->scroll, g_source_remove);
  g_clear_weak_pointer (&self->pointed);
  g_clear_object (&self->following);
  g_clear_pointer (&self->lesson, heed_lesson_free);
  g_clear_pointer (&self->kept, heed_session_file_free);
  g_clear_pointer (&self->first, heed_scene_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_lesson_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, box);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, title);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, place);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, show_me);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, back);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, next_lesson);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, next);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, leave);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, scrolled);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, say);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, answers);
  gtk_widget_class_bind_template_child (widget_class, HeedLessonPanel, reply);
}

static void
heed_lesson_panel_class_init (HeedLessonPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_lesson_panel_dispose;
  object_class->get_property = heed_lesson_panel_get_property;

  /**
   * HeedLessonPanel:state:
   *
   * "none", "setting" while a step is prepared, "waiting" for the person, "showing",
   * "done", or "leaving" while the previous state is restored.
   */
  properties[PROP_STATE] =
    g_param_spec_string ("state", NULL, NULL, "none",
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "lesson.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "lesson.next-lesson", NULL, next_lesson_cb);
  gtk_widget_class_install_action (widget_class, "lesson.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "lesson.show-me", NULL, show_me_cb);
  gtk_widget_class_install_action (widget_class, "lesson.leave", NULL, leave_cb);
  gtk_widget_class_install_action (widget_class, "lesson.answer", "u", answer_cb);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "lessonpanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static gboolean
scroll_cb (gpointer user_data)
{
  HeedLessonPanel *self = user_data;
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (scrolled);

  self->scroll = 0;
  gtk_adjustment_set_value (place, gtk_widget_get_visible (self->reply)
                                     ? gtk_adjustment_get_upper (place)
                                     : gtk_adjustment_get_lower (place));

  return G_SOURCE_REMOVE;
}

/* Scrolls to the newest text, however small the window is. The height changes during allocation,
 * when scrolling is not possible. */
static void
height_changed_cb (HeedLessonPanel *self)
{
  if (self->scroll == 0)
    self->scroll = g_idle_add (scroll_cb, self);
}

static void
heed_lesson_panel_init (HeedLessonPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (gtk_widget_get_parent (self->scrolled),
                                 heed_lesson_text_layout_new ());
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (
                             GTK_SCROLLED_WINDOW (self->scrolled)), "changed",
                           G_CALLBACK (height_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_layout_manager (self->answers,
                                 heed_wrap_layout_new (ANSWER_SPACING_PX, ANSWER_SPACING_PX));
}

void
heed_lesson_panel_set_stage (HeedLessonPanel       *self,
                             const HeedLessonStage *stage)
{
  g_return_if_fail (HEED_IS_LESSON_PANEL (self));
  g_return_if_fail (stage != NULL);

  self->stage = *stage;
}

/**
 * heed_lesson_panel_open:
 * @file: a lesson, in a file or a resource
 *
 * Errors: as heed_lesson_load()
 *
 * Returns: whether it was a lesson, which has begun
 */
gboolean
heed_lesson_panel_open (HeedLessonPanel  *self,
                        GFile            *file,
                        GError          **error)
{
  HeedLesson *lesson;

  g_return_val_if_fail (HEED_IS_LESSON_PANEL (self), FALSE);
  g_return_val_if_fail (self->stage.document != NULL, FALSE);

  lesson = heed_lesson_load (file, g_get_language_names (), error);
  if (lesson == NULL)
    return FALSE;

  heed_lesson_stage_find_models (&self->stage, lesson, file);
  g_clear_pointer (&self->lesson, heed_lesson_free);
  self->lesson = lesson;
  g_clear_object (&self->following);
  self->following = heed_lesson_list_find_next (file);
  if (self->look == 0)
    self->look = g_timeout_add (LOOK_MILLISECONDS, look_cb, self);
  gtk_widget_show (self->box);
  go_to (self, 0);

  return TRUE;
}
