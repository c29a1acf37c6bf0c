using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Tests.Npm;

public sealed class ConsumerTests
{
    private static async Task<string> InstallAsync(string more, params (string File, string Text)[] files)
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "@acme/a", more: more);
        foreach (var (file, text) in files)
        {
            bench.Tree.With($"a/{file}", text);
        }

        var package = bench.Context("@acme/a");
        return await bench.InstallAsync(package, await bench.ReleaseAsync(package));
    }

    [Fact]
    public async Task APackageWithoutAMainModuleIsInstalledOnly() =>
        (await InstallAsync("\"bin\": \"cli.js\"", ("cli.js", ""))).ShouldContain("nothing to load");

    [Fact]
    public async Task AMainModuleThatCanOnlyBeRequiredIsRequired() =>
        (await InstallAsync("\"exports\": { \"types\": \"./x.d.ts\", \"require\": \"./x.cjs\" }", ("x.cjs", "setInterval(() => {}, 1000);"))).ShouldEndWith("loaded it with require");

    [Fact]
    public async Task ABrowsersModuleIsNotHeldAgainstThePackage() =>
        (await InstallAsync("\"main\": \"index.js\"", ("index.js", "module.exports = document.body;"))).ShouldContain("browsers only");

    [Fact]
    public async Task AStyleSheetsImportIsNotHeldAgainstThePackage() =>
        (await InstallAsync("\"type\": \"module\", \"main\": \"index.js\"", ("index.js", "import './x.css';"), ("x.css", ""))).ShouldContain("bundler only");

    [Fact]
    public async Task APackageForOtherPlatformsIsNotHeldAgainstIt() =>
        (await InstallAsync("\"os\": [\"aix\"]", ("index.js", ""))).ShouldContain("other platforms");

    [Fact]
    public async Task AMissingFileIsFound()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a", more: "\"exports\": \"./dist/index.js\", \"files\": [\"lib\"]").With("a/dist/index.js", "");
        var package = bench.Context("a");
        var artifacts = await bench.ReleaseAsync(package);
        (await Coded.ThrowsAsync(VerifyCodes.Load, () => bench.InstallAsync(package, artifacts))).Message.ShouldContain("dist/index.js");
    }

    [Fact]
    public async Task AnUndeclaredDependencyIsFoundAlthoughTheWorkspaceHasIt()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a").With("a/index.js", "require('b');").With("node_modules/b/index.js", "").With("node_modules/b/package.json", "{}");
        var package = bench.Context("a");
        var artifacts = await bench.ReleaseAsync(package);
        (await Coded.ThrowsAsync(VerifyCodes.Load, () => bench.InstallAsync(package, artifacts))).Message.ShouldContain("'b'");
    }

    [Fact]
    public async Task ADependencyThatIsNotPublishedIsFound()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a", more: "\"dependencies\": { \"not-there\": \"1.0.0\" }");
        var package = bench.Context("a");
        var artifacts = await bench.ReleaseAsync(package);
        (await Coded.ThrowsAsync(VerifyCodes.Install, () => bench.InstallAsync(package, artifacts))).Message.ShouldContain("npm install a@1.0.0");
    }

    [Fact]
    public async Task PublishedCodeDoesNotSeeTheToken()
    {
        using var bench = await NpmBench.StartAsync(guarded: true);
        const string Check = "const seen = Object.entries(process.env).filter(([k, v]) => v.includes('" + NpmBench.Token + "')); if (seen.length) throw new Error('seen in ' + seen.map(([k]) => k));";
        bench.Tree.WithPackage("a", "a", more: "\"scripts\": { \"postinstall\": \"node check.js && node -e \\\"require('fs').writeFileSync('ran.js', '')\\\"\" }")
            .With("a/check.js", Check).With("a/index.js", "require('./ran.js');\n" + Check);
        var package = bench.Context("a", token: NpmBench.Token);
        (await bench.InstallAsync(package, await bench.ReleaseAsync(package))).ShouldContain("loaded");
    }

    [Fact]
    public async Task TheDefaultRegistryIsNotSpeltOut()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "@acme/a");
        bench.Adapter.Consumer.InstallCommand(bench.Context("@acme/a", registry: "https://registry.npmjs.org")).ShouldBe("npm install @acme/a@1.0.0");
    }
}
