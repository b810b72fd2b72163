package dev.belay.drivers.packages

import dev.belay.testing.GitRepository

/** Derives from the checkout: an undo does it again once that went back. Its build is its own, and needs nothing. */
class InstallPipEditableCase extends InstallPipCase {

    @Override
    void prepare() {
        python.environment().wheel('lib', '1.0').wheel('lib', '2.0')
        def app = GitRepository.init(world.resolve('app'))
        app.commit(project('1.0', 'lib==1.0'), '1.0')
        app.commit(project('2.0', 'lib==2.0'), '2.0')
        app.git('checkout', '-q', '1.0')
        python.has('--editable', world.resolve('app').toString())
    }

    @Override
    String before() {
        "checkout '$world/app', tag: '2.0'"
    }

    @Override
    String line() {
        // 1.0 and 2.0 of the backend differ in no size, and may differ in no second: Python must not take one's bytecode for the other's
        "install pip: '$world/app', editable: true, venv: '$world/env', ${python.env.replace(']', ", PYTHONDONTWRITEBYTECODE: '1']")}"
    }

    @Override
    boolean settles() {
        false
    }

    @Override
    List<String> badLines() {
        []
    }

    /** What an editable package is made of, with a build backend that writes the wheel by hand. */
    private static Map<String, String> project(String version, String needs) {
        ['.gitignore': '__pycache__/\n', 'app.py': "version = '$version'\n", 'pyproject.toml': '''
            [build-system]
            requires = []
            build-backend = 'backend'
            backend-path = ['.']
            '''.stripIndent(), 'backend.py': """
            import os, zipfile
            def get_requires_for_build_editable(settings=None):
                return []
            def build_editable(folder, settings=None, metadata=None):
                name = 'app-${version}-py3-none-any.whl'
                info = 'app-${version}.dist-info/'
                with zipfile.ZipFile(os.path.join(folder, name), 'w') as wheel:
                    wheel.writestr('app.pth', os.getcwd())
                    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: app\\nVersion: ${version}\\nRequires-Dist: ${needs}\\n')
                    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: app\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
                    wheel.writestr(info + 'RECORD', '')
                return name
            """.stripIndent()]
    }
}
