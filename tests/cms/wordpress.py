"""A real WordPress on 127.0.0.1, in a folder of its own, that leaves nothing behind.

``python tests/cms/wordpress.py`` starts one and prints its address and an application password; Ctrl-C ends
it. ``--install`` instead installs the Debian packages that it needs, where they are missing.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
CORE = Path("/usr/share/wordpress")
PLUGIN = HERE.parents[1] / "integrations/wordpress"
THEME = "twentytwentythree"
WORKERS = 4
PACKAGES = ("wordpress", "wordpress-theme-twentytwentythree", "mariadb-server", "php-cli", "php-mysql", "php-xml",
            "php-mbstring", "php-curl", "php-gd")  # fmt: skip
_TOOLS = ("php", "mariadbd", "mariadb-install-db", "mariadb")
_CONFIG = """<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_ENVIRONMENT_TYPE', 'local' ); // application passwords without HTTPS
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_DEFAULT_THEME', '{theme}' );
{salts}
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {{
	define( 'ABSPATH', __DIR__ . '/' );
}}
require_once ABSPATH . 'wp-settings.php';
"""


def missing() -> str:
    """What has to be installed before this can run; empty where nothing has."""
    lacks = [name for name in _TOOLS if shutil.which(name) is None]
    lacks += [str(path) for path in (CORE / "wp-load.php", CORE / "wp-content/themes" / THEME) if not path.exists()]
    return ", ".join(lacks)


def install() -> None:
    """Install what is missing, where apt can and may."""
    lacks = missing()
    if not lacks:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES]
    if shutil.which("apt-get") is None or os.getuid() != 0:
        sys.exit(f"not installed: {lacks}\nas root: {' '.join(command)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "--quiet"], command):
        subprocess.run(step, check=True, env=environment)


class WordPress:
    """A running site.

    Args:
        folder: an empty folder that it may fill; deleted at the end.
        plugin: whether our must-use plug-in is there.

    Attributes:
        url: its address.
        tokens: by role, ``user:application password``: ``editor`` may publish, ``author`` may not.
    """

    def __init__(self, folder: Path, *, plugin: bool = True) -> None:
        self.folder = folder
        self.site = folder / "site"
        # A socket's path may have 107 bytes only; the folders of tests are longer.
        self.sockets = Path(tempfile.mkdtemp(prefix="pc-wp-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            self.url = f"http://127.0.0.1:{_free_port()}"
            self._copy(plugin=plugin)
            self._start_database()
            self.tokens: dict[str, str] = json.loads(
                _output("php", HERE / "wordpress-setup.php", self.site, self.url, env=self._environment())
            )
            self._start_php()
        except BaseException:
            self.close()
            raise

    @property
    def plugins(self) -> Path:
        """The folder of must-use plug-ins."""
        return self.site / "wp-content/mu-plugins"

    def install_plugin(self) -> None:
        """Put our plug-in in place, as its documentation says."""
        shutil.copytree(PLUGIN, self.plugins, dirs_exist_ok=True)

    def query(self, sql: str) -> list[list[str]]:
        """Rows of the database."""
        text = _output("mariadb", "--no-defaults", f"--socket={self._socket}", "-uroot", "-BN", "wordpress", "-e", sql)
        return [line.split("\t") for line in text.splitlines()]

    def run(self, php: str) -> str:
        """What some PHP prints that runs within WordPress, as another plug-in would."""
        code = f"define('WP_USE_THEMES', false); require '{self.site}/wp-load.php'; {php}"
        return _output("php", "-r", code, env=self._environment())

    def reset(self) -> None:
        """Remove every page and every image."""
        self.query("DELETE FROM wp_posts WHERE post_type IN ('page', 'revision', 'attachment')")
        self.query("DELETE FROM wp_postmeta WHERE post_id NOT IN (SELECT ID FROM wp_posts)")

    def close(self) -> None:
        """End what was started and remove its files."""
        for process in reversed(self._processes):
            _end(process)
        self._processes.clear()
        for folder in (self.sockets, self.folder):
            shutil.rmtree(folder, ignore_errors=True)

    # --- parts

    @property
    def _socket(self) -> Path:
        return self.sockets / "db"

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PHP_CLI_SERVER_WORKERS": str(WORKERS)}

    def _copy(self, *, plugin: bool) -> None:
        unwanted = shutil.ignore_patterns("wp-config.php", ".htaccess")
        shutil.copytree(CORE, self.site, ignore=unwanted, ignore_dangling_symlinks=True)
        names = ("AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY", "AUTH_SALT", "SECURE_AUTH_SALT",
                 "LOGGED_IN_SALT", "NONCE_SALT")  # fmt: skip
        salts = "\n".join(f"define( '{name}', '{os.urandom(32).hex()}' );" for name in names)
        config = _CONFIG.format(socket=self._socket, salts=salts, theme=THEME)
        (self.site / "wp-config.php").write_text(config, encoding="utf-8")
        if plugin:
            self.install_plugin()

    def _start_database(self) -> None:
        data = self.folder / "db"
        user = ["--user=root"] if os.getuid() == 0 else []
        _output("mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
                "--skip-test-db", *user)  # fmt: skip
        command = ["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={self._socket}", "--skip-networking",
                   f"--pid-file={self.sockets / 'pid'}", "--innodb-buffer-pool-size=32M",
                   "--innodb-flush-log-at-trx-commit=1", *user]  # fmt: skip
        process = self._start(command, "mariadbd.log")
        _wait(process, self.folder / "mariadbd.log", self._socket.exists)
        _output("mariadb", "--no-defaults", f"--socket={self._socket}", "-uroot", "-e",
                "CREATE DATABASE wordpress CHARACTER SET utf8mb4")  # fmt: skip

    def _start_php(self) -> None:
        # Workers are processes of their own: in a group of its own, all of them can be ended by one id.
        address = self.url.removeprefix("http://")
        options = ("display_errors=0", "log_errors=1", "opcache.revalidate_freq=0", "memory_limit=128M")
        command = ["php", *(part for option in options for part in ("-d", option))]
        command += ["-S", address, "-t", str(self.site), str(HERE / "wordpress-router.php")]
        process = self._start(command, "php.log")
        _wait(process, self.folder / "php.log", lambda: _answers(f"{self.url}/wp-json/"))

    def _start(self, command: list[str], log: str) -> subprocess.Popen[bytes]:
        with (self.folder / log).open("ab") as output:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=self._environment(),
                start_new_session=True,
            )  # fmt: skip
        self._processes.append(process)
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(timeout=20)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        return


def _wait(process: subprocess.Popen[bytes], log: Path, ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not ready():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"{process.args!r} did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=60):
            return True
    except (OSError, urllib.error.URLError):
        return False


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _output(*command: str | Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, env=env, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{(done.stderr or done.stdout)[-2000:]}")
    return done.stdout


def main() -> None:
    """Run a site until it is interrupted."""
    if "--install" in sys.argv:
        install()
        return
    lacks = missing()
    if lacks:
        sys.exit(f"not installed: {lacks}; see --install")
    site = WordPress(Path(tempfile.mkdtemp(prefix="presscheck-wordpress-")))
    try:
        print(f"{site.url}\nPRESSCHECK_WORDPRESS_TOKEN='{site.tokens['editor']}'", flush=True)  # noqa: T201
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        site.close()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    main()
