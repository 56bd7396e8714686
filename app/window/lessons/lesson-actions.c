/* lesson-actions.c — the window's actions that begin lessons, and the menu of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/lessons/lesson-actions.h"

#include <glib/gi18n.h>

#include "app/window/desktop/file-dialog.h"
#include "app/window/desktop/plain-menu-item.h"
#include "app/window/lessons/lesson-list.h"

#define PANEL "heed-lesson-panel"

static void
open_file (GtkWidget *window,
           GFile     *file)
{
  HeedLessonPanel *panel = g_object_get_data (G_OBJECT (window), PANEL);
  g_autoptr(GError) error = NULL;

  if (!heed_lesson_panel_open (panel, file, &error))
    gtk_widget_activate_action (window, "win.report", "(ss)", _("This is no lesson."),
                                error->message);
}

static void
lesson_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       window)
{
  g_autoptr(GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  open_file (window, file);
}

static void
open_chosen (GtkWidget  *window,
             const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  open_file (window, file);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Open a Lesson"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  heed_file_dialog_add_filter (chooser, _("Lessons"), "*.json");
  heed_file_dialog_add_filter (chooser, _("All files"), "*");
  heed_file_dialog_show (chooser, GTK_WIDGET (window), open_chosen);
}

void
heed_lesson_actions_add (GtkApplicationWindow *window,
                         HeedLessonPanel      *panel)
{
  static const GActionEntry entries[] = {
    { .name = "lesson", .activate = lesson_cb, .parameter_type = "s" },
    { .name = "open-lesson", .activate = open_cb },
  };

  g_return_if_fail (HEED_IS_LESSON_PANEL (panel));

  g_object_set_data (G_OBJECT (window), PANEL, panel);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

static void
append_lesson (GMenu      *menu,
               const char *uri,
               guint       number)
{
  g_autoptr(GFile) file = g_file_new_for_uri (uri);
  g_autoptr(HeedLesson) lesson = heed_lesson_load (file, g_get_language_names (), NULL);
  g_autofree char *label = NULL;

  g_return_if_fail (lesson != NULL);

  /* Translators: a lesson in a menu: its number, its title, the minutes it takes */
  label = g_strdup_printf (_("%u. %s (%u min)"), number, lesson->title, lesson->minutes);
  heed_plain_menu_item_append (menu, label, "win.lesson", g_variant_new_string (uri));
}

void
heed_lesson_actions_list (GMenu *menu)
{
  g_auto(GStrv) uris = heed_lesson_list_dup ();
  g_autoptr(GMenu) own = g_menu_new ();

  g_menu_remove_all (menu);
  for (guint i = 0; uris[i] != NULL; i++)
    append_lesson (menu, uris[i], i + 1);

  g_menu_append (own, _("Open Lesson…"), "win.open-lesson");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
}
