/* lesson-showing.c — what the panel shows of a step: text, place, answers, reply, buttons
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/lessons/lesson-panel-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/window/presentation/presentation.h"
#include "ui/css-class.h"

#define MIN_PART_PX 8  /* minimum side of a part that can be framed visibly */

const HeedLessonStep *
heed_lesson_panel_get_step (HeedLessonPanel *self)
{
  return heed_lesson_get_step (self->lesson, self->step);
}

gboolean
heed_lesson_panel_is_last (HeedLessonPanel *self)
{
  return self->step + 1 == self->lesson->steps->len;
}

void
heed_lesson_panel_point_at (HeedLessonPanel *self,
                            GtkWidget       *part)
{
  if (part == self->pointed)
    return;

  if (self->pointed != NULL)
    gtk_widget_remove_css_class (self->pointed, "pointed");

  g_set_weak_pointer (&self->pointed, part);
  if (part != NULL)
    gtk_widget_add_css_class (part, "pointed");
}

/* Replaces each text in braces by its translation in the window. */
static char *
fill_in (const char *text)
{
  GString *filled = g_string_new (NULL);
  const char *open, *close;

  while ((open = strchr (text, '{')) != NULL && (close = strchr (open, '}')) != NULL)
    {
      g_autofree char *label = g_strndup (open + 1, (gsize) (close - open - 1));

      g_string_append_len (filled, text, open - text);
      g_string_append (filled, *label != '\0' ? gettext (label) : "");
      text = close + 1;
    }

  return g_string_free (g_string_append (filled, text), FALSE);
}

void
heed_lesson_panel_set_text (GtkWidget  *label,
                            const char *text)
{
  g_autofree char *filled = fill_in (text);

  gtk_label_set_text (GTK_LABEL (label), filled);
}

void
heed_lesson_panel_show_reply (HeedLessonPanel *self,
                              const char      *text,
                              const char      *style)
{
  const char *classes[] = { style, NULL };

  self->tells_hidden = FALSE;
  gtk_widget_set_css_classes (self->reply, classes);
  heed_lesson_panel_set_text (self->reply, text != NULL ? text : "");
  gtk_widget_set_visible (self->reply, text != NULL);
}

/* A presentation shows only the picture, and hides buttons and numbers. */
static gboolean
is_hidden (HeedLessonPanel *self,
           GtkWidget       *part)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  return part != NULL && window != NULL &&
         gtk_widget_has_css_class (window, HEED_PRESENTATION_CLASS) &&
         (!gtk_widget_get_mapped (part) || gtk_widget_get_width (part) < MIN_PART_PX ||
          gtk_widget_get_height (part) < MIN_PART_PX);
}

/* Does not replace another reply. */
static void
tell_hidden (HeedLessonPanel *self,
             gboolean         hides_part)
{
  if (hides_part && !gtk_widget_get_visible (self->reply))
    {
      heed_lesson_panel_show_reply (
        self, _("The presentation hides the part this step is about. F11 shows it; F11 again hides "
                "it."),
        "remark");
      self->tells_hidden = TRUE;
    }
  else if (!hides_part && self->tells_hidden)
    heed_lesson_panel_show_reply (self, NULL, "muted");
}

/* The page of the part may have been created just now. */
void
heed_lesson_panel_point (HeedLessonPanel *self)
{
  const char *name = heed_lesson_panel_get_step (self)->point;
  GtkWidget *part = name != NULL ? heed_lesson_stage_find_part (&self->stage, name) : NULL;
  gboolean hides_part = is_hidden (self, part);

  heed_lesson_panel_point_at (self, hides_part ? NULL : part);
  tell_hidden (self, hides_part);
}

/* A step without "because" is marked as done all the same. */
void
heed_lesson_panel_show_done (HeedLessonPanel *self)
{
  const HeedLessonStep *step = heed_lesson_panel_get_step (self);
  g_autofree char *reply = NULL;

  if (step->until == NULL && step->answers == NULL)
    return;

  /* Translators: after a task of a lesson was done; what follows says why it is so */
  reply = step->because != NULL ? g_strdup_printf (_("✓ %s"), step->because)
                                : g_strdup (_("✓ Done."));
  heed_lesson_panel_show_reply (self, reply, "right");
}

static void
show_buttons (HeedLessonPanel *self)
{
  const HeedLessonStep *step = heed_lesson_panel_get_step (self);
  gboolean is_open = self->state == STATE_WAITING || self->state == STATE_SHOWING ||
                     (self->state == STATE_SETTING && step->until != NULL);
  gboolean is_done = self->state == STATE_DONE;
  gboolean is_last = heed_lesson_panel_is_last (self);
  gboolean has_task = step->until != NULL || step->answers != NULL;

  gtk_widget_set_visible (self->show_me, has_task);
  gtk_widget_set_visible (self->next_lesson, is_last && is_done && self->following != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.show-me",
                                 self->state == STATE_WAITING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.back", self->step > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.next", self->state != STATE_LEAVING);
  gtk_button_set_label (GTK_BUTTON (self->next),
                        is_last && is_done    ? _("_Finish")
                        : is_open && has_task ? _("S_kip")
                        : is_last             ? _("_Finish")
                                              : _("_Next"));
  heed_css_class_set (self->next, "suggested-action", is_done);
}

void
heed_lesson_panel_set_state (HeedLessonPanel *self,
                             State            state)
{
  self->state = state;
  self->n_held = 0;
  self->n_tries = 0;
  self->n_waited = 0;
  self->n_slipped = 0;
  g_clear_pointer (&self->first, heed_scene_free);
  if (self->lesson != NULL)
    show_buttons (self);
  g_object_notify (G_OBJECT (self), "state");
}

static void
clear_answers (HeedLessonPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->answers)) != NULL)
    gtk_box_remove (GTK_BOX (self->answers), child);
}

static GtkWidget *
new_answer (const char *text,
            guint       i)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new ();

  heed_lesson_panel_set_text (label, text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  gtk_widget_add_css_class (button, "answer");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "lesson.answer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", i);

  return button;
}

void
heed_lesson_panel_show_answers (HeedLessonPanel *self)
{
  const HeedLessonStep *step = heed_lesson_panel_get_step (self);

  clear_answers (self);
  for (guint i = 0; i < step->n_answers; i++)
    gtk_box_append (GTK_BOX (self->answers), new_answer (step->answers[i], i));
  gtk_widget_set_visible (self->answers, step->n_answers > 0);
}

void
heed_lesson_panel_show_place (HeedLessonPanel *self)
{
  /* Translators: the step of a lesson where one is, and how many it has */
  g_autofree char *place =
    g_strdup_printf (_("%u of %u"), self->step + 1, self->lesson->steps->len);

  gtk_label_set_text (GTK_LABEL (self->title), self->lesson->title);
  gtk_label_set_text (GTK_LABEL (self->place), place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->lesson->title, -1);
}
