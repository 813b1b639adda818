# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The WSGI application that the web server loads, with every view imported before the first reader asks."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faglaert.web.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)

# The program is more than 150,000 objects that live as long as the process. A full collection walks them all in 0.2 s,
# and a page of some thousand records sets one off at every fifth request or so: let the collector leave them alone.
gc.collect()
gc.freeze()
