using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Testing;

namespace ReleaseKit.Rehearsal.Tests.PyPi;

public sealed class PyPiClientTests
{
    private const string Token = "pypi-token-of-the-test";

    [Fact]
    public async Task BuiltPackagesAreUploadedByTwineAndInstalledByPip()
    {
        var python = Tool.RequirePython("setuptools", "wheel", "pip", "build", "twine");
        await using var upstream = await Bench.StartAsync();
        await upstream.UploadWheelAsync("other-lib", "3.0.0");
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of(Token), UpstreamPyPi = new Uri($"{upstream.Url}/pypi/simple/") });
        var core = WriteProject(bench, "acme.core", "acme_core", "VALUE = 41", ["other-lib"]);
        var app = WriteProject(bench, "acme-app", "acme_app", "from acme_core import VALUE\nANSWER = VALUE + 1", ["acme-core>=1.0"]);
        foreach (var project in new[] { core, app })
        {
            (await RunAsync(bench, python, project, "-m", "build", "--no-isolation")).Succeeded();
            (await RunAsync(bench, python, project, ["-m", "twine", "upload", "--non-interactive", .. Dist(project)])).Succeeded();
        }

        (await bench.LogAsync()).Select(entry => (int)entry!["status"]!).ShouldBe([200, 200, 200, 200]);
        var target = Path.Combine(bench.Home, "target");
        (await RunAsync(bench, python, bench.Home, "-m", "pip", "install", "--index-url", $"{bench.Url}/pypi/simple/", "--target", target, "acme-app==1.0.0")).Succeeded();
        (await RunAsync(bench, python, target, "-c", "import acme_app; print(acme_app.ANSWER)")).Succeeded().Trim().ShouldBe("42");
    }

    [Fact]
    public async Task TwineIsToldAboutExistingFilesAndBadTokens()
    {
        var python = Tool.RequirePython("twine");
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of(Token) });
        var first = WriteWheel(bench, "first", "one = 1");
        var second = WriteWheel(bench, "second", "two = 2");
        (await RunAsync(bench, python, bench.Home, "-m", "twine", "upload", "--non-interactive", first)).Succeeded();
        (await RunAsync(bench, python, bench.Home, "-m", "twine", "upload", "--non-interactive", first)).Succeeded();

        (await RunAsync(bench, python, bench.Home, "-m", "twine", "upload", "--non-interactive", "--verbose", second)).Failed().ShouldContain("File already exists");
        var wrong = Environment(bench);
        wrong["TWINE_PASSWORD"] = "wrong";
        (await ClientProcess.RunAsync(python, bench.Home, wrong, "-m", "twine", "upload", "--non-interactive", second)).Failed().ShouldContain("403");
        (await bench.LogAsync()).Select(entry => ((int)entry!["status"]!, (bool)entry["stored"]!)).ShouldBe([(200, true), (200, false), (400, false), (403, false)]);
    }

    private static string WriteWheel(Bench bench, string folder, string content)
    {
        var path = Path.Combine(bench.Home, folder, "acme_core-1.0.0-py3-none-any.whl");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Wheel.Bytes("acme-core", "1.0.0", content));
        return path;
    }

    private static string WriteProject(Bench bench, string name, string module, string code, string[] dependencies)
    {
        bench.Write($"{module}/src/{module}/__init__.py", code + "\n");
        return Path.GetDirectoryName(bench.Write($"{module}/pyproject.toml", $"""
            [build-system]
            requires = ["setuptools", "wheel"]
            build-backend = "setuptools.build_meta"

            [project]
            name = "{name}"
            version = "1.0.0"
            requires-python = ">=3.8"
            dependencies = [{string.Join(", ", dependencies.Select(d => $"\"{d}\""))}]
            """))!;
    }

    private static string[] Dist(string project) => Directory.GetFiles(Path.Combine(project, "dist"));

    private static Task<ClientProcess> RunAsync(Bench bench, string python, string directory, params string[] arguments) =>
        ClientProcess.RunAsync(python, directory, Environment(bench), arguments);

    private static Dictionary<string, string> Environment(Bench bench) => new()
    {
        ["HOME"] = bench.Home,
        ["USERPROFILE"] = bench.Home,
        ["PIP_CONFIG_FILE"] = "/dev/null",
        ["PIP_NO_CACHE_DIR"] = "1",
        ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1",
        ["PYTHONDONTWRITEBYTECODE"] = "1",
        ["TWINE_REPOSITORY_URL"] = $"{bench.Url}/pypi/legacy/",
        ["TWINE_USERNAME"] = "__token__",
        ["TWINE_PASSWORD"] = Token,
    };
}
