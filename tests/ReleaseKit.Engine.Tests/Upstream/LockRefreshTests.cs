using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Tests.Upstream;

/// <summary>
/// The real clients bring their lock files up to date for one package. A third party that has a newer version as well stays where it is.
/// </summary>
public sealed class LockRefreshTests : IDisposable
{
    private readonly UpstreamBench _bench = new();

    [Theory]
    [InlineData("npm", "package-lock.json", "^1.3.0")]
    [InlineData("npm", "package-lock.json", "*")]
    [InlineData("pnpm", "pnpm-lock.yaml", "^1.3.0")]
    public async Task JavaScriptClientsMoveTheOneThatIsNamed(string client, string lockFile, string range)
    {
        using var registry = await RehearsalProgram.StartAsync(_bench.Scratch.File("registry"));
        var npm = new Uri(registry.Address, "npm/");
        await UpstreamFeeds.NpmAsync(npm, "base", "1.3.0");
        await UpstreamFeeds.NpmAsync(npm, "third", "1.0.0");
        _bench.Machine.Write(".npmrc", $"registry={npm}\ncache={_bench.Scratch.File("cache").Replace('\\', '/')}\nstore-dir={_bench.Scratch.File("store").Replace('\\', '/')}\n");
        _bench.Machine.Write("package.json", $$"""
            { "name": "app", "version": "1.0.0", "dependencies": { "base": "{{range}}", "third": "^1.0.0" } }

            """);
        _bench.Client(client, client == "npm" ? ["install", "--package-lock-only"] : ["install", "--lockfile-only"]);
        _bench.Commit();
        await UpstreamFeeds.NpmAsync(npm, "third", "1.1.0");
        await UpstreamFeeds.NpmAsync(npm, "need", "2.0.0");
        await UpstreamFeeds.NpmAsync(npm, "base", "1.4.0", """{"need":"^2.0.0"}""");

        // pnpm and npm may remember what the registry had a moment ago.
        if (Directory.Exists(_bench.Scratch.File("cache")))
        {
            Directory.Delete(_bench.Scratch.File("cache"), recursive: true);
        }

        var (computed, locks) = await _bench.TakeOverAsync("npm:base@1.4.0");
        computed.Plan.Releases.ShouldHaveSingleItem().To.ShouldBe("1.0.1");
        _bench.Read("package.json").ShouldContain(range == "*" ? "\"base\": \"*\"" : "\"base\": \"^1.4.0\"");
        locks.ShouldHaveSingleItem().File.Value.ShouldBe(lockFile);
        Versions("base").ShouldBe(["1.4.0"]);
        Versions("need").ShouldBe(["2.0.0"]);
        Versions("third").ShouldBe(["1.0.0"]);

        string[] Versions(string name) => [.. AllEcosystems.Of(null!)["npm"].Upstream.LockedVersions(new(lockFile, locks[0].After!), name)];
    }

    [Fact]
    public async Task PnpmTakesWhatWasAnnouncedThoughItIsNew()
    {
        using var registry = await RehearsalProgram.StartAsync(_bench.Scratch.File("registry"));
        var npm = new Uri(registry.Address, "npm/");
        await UpstreamFeeds.NpmAsync(npm, "base", "1.3.0");
        _bench.Machine.Write(".npmrc", $"registry={npm}\ncache={_bench.Scratch.File("cache").Replace('\\', '/')}\nstore-dir={_bench.Scratch.File("store").Replace('\\', '/')}\n");
        _bench.Machine.Write("package.json", """
            { "name": "app", "version": "1.0.0", "dependencies": { "base": "^1.3.0" } }

            """);
        _bench.Client("pnpm", "install", "--lockfile-only");
        _bench.Machine.Write("pnpm-workspace.yaml", "minimumReleaseAge: 1440\n");
        _bench.Commit();
        await UpstreamFeeds.NpmAsync(npm, "base", "1.4.0");

        var (_, locks) = await _bench.TakeOverAsync("npm:base@1.4.0");
        locks.ShouldHaveSingleItem().After!.ShouldContain("base@1.4.0:");
    }

    /// <summary>In CI, where Yarn refuses to change its lock file unless it is told to, and with what was announced being as new as it is.</summary>
    [Theory]
    [InlineData("^1.3.0")]
    [InlineData("*")]
    public async Task YarnMovesTheOneThatIsNamed(string range)
    {
        using var registry = await RehearsalProgram.StartAsync(_bench.Scratch.File("registry"));
        var npm = new Uri(registry.Address, "npm/");
        await UpstreamFeeds.NpmAsync(npm, "base", "1.3.0");
        await UpstreamFeeds.NpmAsync(npm, "third", "1.0.0");
        _bench.With("YARN_ENABLE_TELEMETRY", "0").With("YARN_GLOBAL_FOLDER", _bench.Scratch.File("yarn")).With("YARN_NPM_MINIMAL_AGE_GATE", "0");
        _bench.Machine.Write(".yarnrc.yml", $"npmRegistryServer: \"{npm}\"\nunsafeHttpWhitelist:\n  - \"{npm.Host}\"\n");
        _bench.Machine.Write(".gitignore", ".yarn/\nnode_modules/\n.pnp.*\n");
        _bench.Machine.Write("package.json", $$"""
            { "name": "app", "version": "1.0.0", "dependencies": { "base": "{{range}}", "third": "^1.0.0" } }

            """);
        _bench.Machine.Write("yarn.lock", "");
        _bench.Client("yarn", "install", "--mode=update-lockfile", "--no-immutable");
        _bench.Commit();
        await UpstreamFeeds.NpmAsync(npm, "third", "1.1.0");
        await UpstreamFeeds.NpmAsync(npm, "base", "1.4.0", """{"third":"^1.0.0"}""");
        _bench.With("CI", "true").With("YARN_NPM_MINIMAL_AGE_GATE", "1d");

        var (_, locks) = await _bench.TakeOverAsync("npm:base@1.4.0");
        _bench.Read("package.json").ShouldContain(range == "*" ? "\"base\": \"*\"" : "\"base\": \"^1.4.0\"");
        var text = locks.ShouldHaveSingleItem().After!;
        text.ShouldContain("resolution: \"base@npm:1.4.0\"");
        text.ShouldContain("resolution: \"third@npm:1.0.0\"");
    }

    [Fact]
    public async Task DartMovesTheOneThatIsNamed()
    {
        using var registry = await RehearsalProgram.StartAsync(_bench.Scratch.File("registry"));
        var pub = new Uri(registry.Address, "dart/");
        await UpstreamFeeds.DartAsync(pub, "base", "1.3.0");
        await UpstreamFeeds.DartAsync(pub, "third", "1.0.0");
        _bench.With("PUB_HOSTED_URL", pub.AbsoluteUri.TrimEnd('/')).With("PUB_CACHE", _bench.Scratch.File("cache")).With("XDG_CONFIG_HOME", _bench.Scratch.File("home"));
        _bench.Machine.Write(".gitignore", ".dart_tool/\n");
        _bench.Machine.Write("pubspec.yaml", "name: app\nversion: 1.0.0\nenvironment:\n  sdk: ^3.0.0\ndependencies:\n  base: ^1.3.0 # ours\n  third: ^1.0.0\n");
        _bench.Client("dart", "--suppress-analytics", "pub", "get", "--no-example", "--no-precompile");
        _bench.Commit();
        await UpstreamFeeds.DartAsync(pub, "third", "1.1.0");
        await UpstreamFeeds.DartAsync(pub, "need", "2.0.0");
        await UpstreamFeeds.DartAsync(pub, "base", "1.4.0", "dependencies:\n  need: ^2.0.0\n");

        var (computed, locks) = await _bench.TakeOverAsync("dart:base@1.4.0");
        computed.Plan.Releases.ShouldHaveSingleItem().To.ShouldBe("1.0.1");
        _bench.Read("pubspec.yaml").ShouldContain("base: ^1.4.0 # ours\n  third: ^1.0.0");
        var text = locks.ShouldHaveSingleItem().After!;
        string Locked(string name) => AllEcosystems.Of(null!)["dart"].Upstream.LockedVersions(new("pubspec.lock", text), name).ShouldHaveSingleItem();
        (Locked("base"), Locked("need"), Locked("third")).ShouldBe(("1.4.0", "2.0.0", "1.0.0"));
    }

    [Fact]
    public async Task CargoMovesTheOneThatIsNamed()
    {
        UpstreamFeeds.Cargo(_bench.Scratch, "crates", "base", "0.3.0");
        UpstreamFeeds.Cargo(_bench.Scratch, "crates", "third", "1.0.0");
        _bench.Machine.Write(".cargo/config.toml", $"[source.crates-io]\nreplace-with = \"folder\"\n\n[source.folder]\nlocal-registry = '{_bench.Scratch.File("crates")}'\n");
        _bench.Machine.Write("Cargo.toml", "[package]\nname = \"app\"\nversion = \"1.0.0\"\nedition = \"2021\"\n\n[dependencies]\nbase = \"0.3.0\"\nthird = \"1\"\n");
        _bench.Machine.Write("src/lib.rs", "");
        _bench.Client("cargo", "generate-lockfile");
        _bench.Commit();
        UpstreamFeeds.Cargo(_bench.Scratch, "crates", "third", "1.1.0");
        UpstreamFeeds.Cargo(_bench.Scratch, "crates", "need", "1.0.0");
        UpstreamFeeds.Cargo(_bench.Scratch, "crates", "base", "0.4.0", need: "need");
        UpstreamFeeds.Cargo(_bench.Scratch, "crates", "base", "0.4.1", need: "need");

        var (_, locks) = await _bench.TakeOverAsync("cargo:base@0.4.0");
        _bench.Read("Cargo.toml").ShouldContain("base = \"0.4.0\"");
        var text = locks.ShouldHaveSingleItem().After!;
        text.ShouldContain("name = \"base\"\nversion = \"0.4.0\"");
        text.ShouldContain("name = \"need\"\nversion = \"1.0.0\"");
        text.ShouldContain("name = \"third\"\nversion = \"1.0.0\"");
    }

    [Fact]
    public async Task TheGoCommandMovesTheOneThatIsNamed()
    {
        UpstreamFeeds.Go(_bench.Scratch, "proxy", "example.com/base", "1.3.0");
        UpstreamFeeds.Go(_bench.Scratch, "proxy", "example.com/third", "1.0.0");
        _bench.With("GOPROXY", new Uri(_bench.Scratch.File("proxy")).AbsoluteUri).With("GONOSUMDB", "*").With("GONOSUMCHECK", "1").With("GOSUMDB", "off")
            .With("GOFLAGS", "-mod=mod -modcacherw").With("GOMODCACHE", _bench.Scratch.File("mods")).With("GOWORK", "off");
        _bench.Machine.Write("go.mod", "module example.com/app\n\ngo 1.21\n\nrequire (\n\texample.com/base v1.3.0\n\texample.com/third v1.0.0\n)\n");
        _bench.Machine.Write("app.go", "package app\n\nimport (\n\t_ \"example.com/base\"\n\t_ \"example.com/third\"\n)\n");
        _bench.Client("go", "mod", "tidy");
        _bench.Commit();
        UpstreamFeeds.Go(_bench.Scratch, "proxy", "example.com/third", "1.1.0");
        UpstreamFeeds.Go(_bench.Scratch, "proxy", "example.com/base", "1.4.0");

        var (_, locks) = await _bench.TakeOverAsync("go:example.com/base@1.4.0");
        _bench.Read("go.mod").ShouldContain("example.com/base v1.4.0\n\texample.com/third v1.0.0");
        locks.Single(l => l.File.FileName == "go.sum").After!.ShouldContain("example.com/base v1.4.0 h1:");
    }

    [Fact]
    public async Task ARestoreMovesTheOneThatIsNamedInEveryProjectThatHasIt()
    {
        UpstreamFeeds.NuGet(_bench.Scratch, "feed", "Acme.Base", "1.3.0");
        UpstreamFeeds.NuGet(_bench.Scratch, "feed", "Third", "1.0.0");
        _bench.With("NUGET_PACKAGES", _bench.Scratch.File("packages"));
        _bench.Machine.Write("NuGet.config", $"<configuration><packageSources><clear /><add key=\"feed\" value=\"{_bench.Scratch.File("feed")}\" /></packageSources></configuration>");
        _bench.Machine.Write("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup><PackageVersion Include=\"Acme.Base\" Version=\"1.3.0\" /><PackageVersion Include=\"Third\" Version=\"1.*\" /></ItemGroup></Project>");
        var properties = $"<PropertyGroup><TargetFramework>net{Environment.Version.Major}.0</TargetFramework><Version>1.0.0</Version><RestorePackagesWithLockFile>true</RestorePackagesWithLockFile><CentralPackageFloatingVersionsEnabled>true</CentralPackageFloatingVersionsEnabled></PropertyGroup>";
        _bench.Machine.Write("Core/Core.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{properties}<ItemGroup><PackageReference Include=\"Acme.Base\" /></ItemGroup></Project>");
        _bench.Machine.Write("App/App.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{properties}<ItemGroup><ProjectReference Include=\"../Core/Core.csproj\" /></ItemGroup></Project>");
        _bench.Machine.Write(".gitignore", "obj/\n");
        _bench.Client("dotnet", "restore", "App/App.csproj");
        _bench.Commit("synchronize = true\n");
        UpstreamFeeds.NuGet(_bench.Scratch, "feed", "Acme.Base", "1.4.0");
        UpstreamFeeds.NuGet(_bench.Scratch, "feed", "Acme.Base", "1.5.0");

        var (computed, locks) = await _bench.TakeOverAsync("nuget:Acme.Base@1.4.0");
        computed.Plan.Releases.Length.ShouldBe(2);
        _bench.Read("Directory.Packages.props").ShouldContain("\"Acme.Base\" Version=\"1.4.0\"");
        locks.Select(l => l.File.Value).ShouldBe(["App/packages.lock.json", "Core/packages.lock.json"]);
        locks.ShouldAllBe(l => l.After!.Contains("\"resolved\": \"1.4.0\"", StringComparison.Ordinal) && !l.After.Contains("1.3.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AClientThatIsMissingOrRegistriesThatAreOutOfReachStopIt()
    {
        _bench.Machine.Write("pyproject.toml", "[project]\nname = \"app\"\nversion = \"1.0.0\"\ndependencies = [\"acme-base>=1.3\"]\n");
        _bench.Machine.Write("uv.lock", "version = 1\nrequires-python = \">=3.8\"\n\n[[package]]\nname = \"acme-base\"\nversion = \"1.3.0\"\nsource = { registry = \"https://pypi.org/simple\" }\n\n[[package]]\nname = \"app\"\nversion = \"1.0.0\"\nsource = { editable = \".\" }\ndependencies = [{ name = \"acme-base\" }]\n");
        _bench.Commit();
        var git = Path.GetDirectoryName(Testing.Tool.Require("git"))!;
        var only = Directory.CreateDirectory(_bench.Scratch.File("only")).FullName;
        File.CreateSymbolicLink(Path.Combine(only, "git"), Path.Combine(git, "git"));
        _bench.With("PATH", only);
        (await Should.ThrowAsync<ReleaseException>(() => _bench.TakeOverAsync("python:Acme_Base@1.4.0"))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(ToolCodes.Missing.Code);
        _bench.Read("pyproject.toml").ShouldContain("acme-base>=1.4\"");
    }

    [Fact]
    public async Task ALockFileThatOnlyItsBuildWritesIsRefused()
    {
        _bench.Machine.Write("build.gradle", "plugins { id 'java-library'; id 'maven-publish' }\ngroup = 'com.app'\nversion = '1.0.0'\ndependencies { api 'com.acme:base:1.3.0' }\n");
        _bench.Machine.Write("gradle.lockfile", "# locked\ncom.acme:base:1.3.0=compileClasspath\nempty=\n");
        _bench.Commit();
        var problem = (await Should.ThrowAsync<ReleaseException>(() => _bench.TakeOverAsync("maven:com.acme:base@1.4.0"))).Diagnostics.ShouldHaveSingleItem();
        (problem.Code, problem.Location!.File).ShouldBe((UpstreamCodes.Lock.Code, "gradle.lockfile"));
    }

    [Fact]
    public async Task ALockFileOfAClientThatIsNotCalledIsRefusedRatherThanLeftBehind()
    {
        _bench.Machine.Write("pyproject.toml", "[project]\nname = \"app\"\nversion = \"1.0.0\"\ndependencies = [\"acme-base>=1.3\"]\n");
        _bench.Machine.Write("pdm.lock", "[metadata]\nlock_version = \"4.5.0\"\n\n[[package]]\nname = \"acme-base\"\nversion = \"1.3.0\"\nsummary = \"\"\nfiles = []\n");
        _bench.Commit();
        var problem = (await Should.ThrowAsync<ReleaseException>(() => _bench.TakeOverAsync("python:acme-base@1.4.0"))).Diagnostics.ShouldHaveSingleItem();
        (problem.Code, problem.Location!.File).ShouldBe((UpstreamCodes.Lock.Code, "pdm.lock"));
        problem.Message.ShouldContain("pdm update --no-sync acme-base");
    }

    public void Dispose() => _bench.Dispose();
}
