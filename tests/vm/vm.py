# SPDX-FileCopyrightText: 2026 An Nhi contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Debian guest under QEMU without KVM: made once, booted, spoken to, cut off."""

import hashlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

SOURCE = pathlib.Path(os.environ.get('AN_SOURCE_DIR', pathlib.Path(__file__).parents[2]))
HERE = SOURCE / 'tests/vm'
GUEST = HERE / 'guest'
# A Wednesday far from today, 10:00 in Viet Nam: later than any file in the image.
RTC = '2030-11-20T03:00:00'
PATIENCE = float(os.environ.get('AN_VM_PATIENCE', '300'))  # seconds for a boot on a busy machine


def build():
    """The guard as it is installed, without sanitizers, in build-vm/."""
    directory = SOURCE / 'build-vm'
    if not (directory / 'build.ninja').exists():
        subprocess.run(['meson', 'setup', directory, '-Dgui=false', '-Dintake=false',
                        '-Dtests=false', '--prefix=/usr', '--libdir=lib/x86_64-linux-gnu',
                        '--buildtype=release'], cwd=SOURCE, check=True, capture_output=True)
    subprocess.run(['ninja', '-C', directory], cwd=SOURCE, check=True, capture_output=True)
    return directory


def inputs_hash(release, more):
    """Of all that goes into an image: what is installed, and how the image is made."""
    digest = hashlib.sha256(repr((release, more)).encode())
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(['meson', 'install', '-C', SOURCE / 'build-vm', '--no-rebuild', '--quiet'],
                       check=True, env={**os.environ, 'DESTDIR': place})
        files = sorted(path for path in pathlib.Path(place).rglob('*') if path.is_file())
        for path in files:
            digest.update(str(path.relative_to(place)).encode() + path.read_bytes())
    for name in ('make-image', 'packages', 'initramfs-hook', 'guest/bootstrap.py', 'guest/annhi-vm.service'):
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()[:12]


def make_image(release, *more):
    """The directory of an image that fits the sources, made if it is not there yet."""
    build()
    kind = f'guest-{release}{"-more" if more else ""}'
    directory = SOURCE / 'build' / f'{kind}-{inputs_hash(release, more)}'
    if not (directory / 'done').exists():
        for old in (SOURCE / 'build').glob(f'{kind}-????????????'):
            shutil.rmtree(old)
        subprocess.run([HERE / 'make-image', release, directory, *more], check=True,
                       capture_output=True, timeout=10 * PATIENCE)
        (directory / 'done').touch()
    return directory


class GuestError(Exception):
    """What went wrong in the guest, with its traceback."""


class Machine:
    """One guest with a disk of its own. Every boot is a QEMU process; cut() is the power cut."""

    def __init__(self, image, place, durable=False):
        self.image = pathlib.Path(image)
        self.place = pathlib.Path(place)
        self.place.mkdir(parents=True, exist_ok=True)
        self.disk = self.place / 'disk.qcow2'
        # durable: what the guest flushed is on the disk, and nothing else need be.
        self.cache = 'writeback' if durable else 'unsafe'
        self.process = self.line = self.monitor_line = None
        self.rest = b''
        self.boots = []
        subprocess.run(['qemu-img', 'create', '-q', '-f', 'qcow2', '-F', 'raw', '-b',
                        self.image / 'root.img', self.disk], check=True)

    def boot(self, rtc=RTC):
        """Returns when the guest takes calls."""
        begun = time.monotonic()
        for name in ('mon', 'line'):
            (self.place / name).unlink(missing_ok=True)
        log = self.place / f'console-{len(self.boots)}.log'
        self.process = subprocess.Popen([
            'qemu-system-x86_64', '-accel', 'tcg,thread=multi', '-smp', '2', '-m', '1024',
            '-machine', 'pc', '-display', 'none', '-vga', 'std', '-nic', 'none', '-no-reboot',
            '-rtc', f'base={rtc},clock=vm',
            '-kernel', self.image / 'vmlinuz', '-initrd', self.image / 'initrd.img',
            # On a busy machine the timer's interrupt may come too late for the kernel's check of it.
            '-append', 'root=/dev/vda rw console=tty0 console=ttyS0 quiet loglevel=3 '
            'systemd.show_status=auto no_timer_check panic=-1',
            '-drive', f'file={self.disk},if=virtio,format=qcow2,cache={self.cache}',
            '-serial', f'file:{log}',
            '-chardev', f'socket,id=line,path={self.place}/line,server=on,wait=off',
            '-serial', 'chardev:line',
            '-monitor', f'unix:{self.place}/mon,server=on,wait=off',
        ], stdin=subprocess.DEVNULL)
        self.line = self._connect('line')
        self.monitor_line = self._connect('mon')
        self._read_monitor()
        self.rest = b''
        try:
            message = self._receive(PATIENCE)
        except TimeoutError:
            raise GuestError(f'not up after {PATIENCE:g} s: {self.on_screen("guest-not-up")}; '
                             f'{self.monitor("info cpus")} {log.read_text("utf-8", "replace")[-2000:]}'
                             ) from None
        assert message == {'ready': True}, message
        for path in sorted(GUEST.glob('*.py'), key=lambda path: path.name != 'lib.py'):
            if path.name != 'bootstrap.py':
                self._send({'load': path.stem, 'source': path.read_text(encoding='utf-8')})
                self._result(PATIENCE)
        self.boots.append(time.monotonic() - begun)

    def _connect(self, name):
        deadline = time.monotonic() + 30
        while True:
            line = socket.socket(socket.AF_UNIX)
            try:
                line.connect(str(self.place / name))
                return line
            except OSError:
                line.close()
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.05)

    def _send(self, message):
        self.line.sendall(json.dumps(message).encode() + b'\n')

    def _receive(self, seconds):
        deadline = time.monotonic() + seconds
        while b'\n' not in self.rest:
            self.line.settimeout(max(deadline - time.monotonic(), 0.01))
            data = self.line.recv(65536)
            if not data:
                raise GuestError(f'the guest went away; see {self.place}')
            self.rest += data
        line, self.rest = self.rest.split(b'\n', 1)
        return json.loads(line)

    def _result(self, seconds):
        deadline = time.monotonic() + seconds
        while True:
            message = self._receive(deadline - time.monotonic())
            if 'host' in message:
                method = getattr(self, 'on_' + message['host'])
                self._send({'result': method(**message['arguments'])})
            elif 'error' in message:
                raise GuestError(message['error'])
            else:
                return message['result']

    def call(self, function, deadline=900, **arguments):
        """Calls MODULE.FUNCTION in the guest."""
        self._send({'call': function, 'arguments': arguments})
        return self._result(deadline)

    def monitor(self, command):
        """One command of QEMU's monitor; what it prints."""
        self.monitor_line.sendall(command.encode() + b'\n')
        return self._read_monitor()

    def _read_monitor(self):
        """Up to the next prompt."""
        text = b''
        self.monitor_line.settimeout(30)
        while not text.endswith(b'(qemu) '):
            text += self.monitor_line.recv(65536)
        return text.decode(errors='replace')

    # What the guest asks of its host.

    def on_keys(self, keys):
        """Keys as QEMU names them, pressed one after the other."""
        for key in keys:
            self.monitor(f'sendkey {key} 40')
            time.sleep(0.12)

    def on_wake_up_after(self, seconds):
        """Waits until the guest sleeps, lets it sleep so long, and wakes it."""
        deadline = time.monotonic() + 90
        while 'suspended' not in self.monitor('info status'):
            assert time.monotonic() < deadline, 'the guest does not fall asleep'
            time.sleep(0.2)
        time.sleep(seconds)
        self.monitor('system_wakeup')
        time.sleep(1)

    def on_screen(self, name):
        """A picture of the guest's screen in $AN_SCREENS_DIR."""
        screens = pathlib.Path(os.environ.get('AN_SCREENS_DIR', SOURCE / 'build/screens'))
        screens.mkdir(parents=True, exist_ok=True)
        raw = self.place / 'screen.ppm'
        raw.unlink(missing_ok=True)
        self.monitor(f'screendump {raw}')
        deadline = time.monotonic() + 20
        while not raw.exists() or raw.stat().st_size == 0:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        subprocess.run(['convert', raw, screens / f'{name}.png'], check=True)
        return str(screens / f'{name}.png')

    def cut(self):
        """The power fails."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.line.close()
            self.monitor_line.close()
        self.process = None
