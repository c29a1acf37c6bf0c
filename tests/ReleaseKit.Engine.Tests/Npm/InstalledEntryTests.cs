using ReleaseKit.Core.Json;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Npm;

public sealed class InstalledEntryTests
{
    private static EntryLoading Loading(string manifest, params string[] files)
    {
        using var folder = new ScratchDirectory();
        foreach (var file in files)
        {
            folder.Write(file, "");
        }

        var entry = InstalledEntry.Find((JsonObjectSyntax)JsonDocumentSyntax.Parse(new SourceText("package.json", manifest)).Root, folder.Path);
        (entry.Reason is null).ShouldBe(entry.Loading != EntryLoading.Nothing);
        return entry.Loading;
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "main": "" }""")]
    [InlineData("""{ "types": "index.d.ts" }""")]
    [InlineData("""{ "main": "theme.css" }""")]
    [InlineData("""{ "main": "./src/index.ts" }""")]
    [InlineData("""{ "exports": {} }""")]
    [InlineData("""{ "exports": { "./x": "./x.js" } }""")]
    [InlineData("""{ "exports": { ".": null } }""")]
    [InlineData("""{ "exports": { ".": { "types": "./index.d.ts" } } }""")]
    [InlineData("""{ "exports": { "browser": "./web.js", "deno": "./deno.js" } }""")]
    [InlineData("""{ "exports": "./style.css", "main": "index.js" }""")]
    public void ThereIsNothingToLoad(string manifest) => Loading(manifest, "index.d.ts").ShouldBe(EntryLoading.Nothing);

    [Theory]
    [InlineData("""{ "main": "index.js" }""")]
    [InlineData("""{ "main": "./lib" }""")]
    [InlineData("""{ "main": "lib/jquery.min" }""")]
    [InlineData("""{ "exports": "./x.js" }""")]
    [InlineData("""{ "exports": ["./x.js"] }""")]
    [InlineData("""{ "exports": null, "main": "x.mjs" }""")]
    [InlineData("""{ "exports": { "types": "./x.d.ts", "default": "./x.js" } }""")]
    [InlineData("""{ "exports": { ".": [{ "browser": "./b.js" }, { "node": { "require": "./x.cjs", "import": "./x.mjs" } }] } }""")]
    public void TheMainModuleIsImported(string manifest) => Loading(manifest).ShouldBe(EntryLoading.Import);

    [Theory]
    [InlineData("""{ "main": "data.json" }""")]
    [InlineData("""{ "main": "build/addon.node" }""")]
    [InlineData("""{ "exports": { ".": { "require": "./x.cjs" } } }""")]
    public void TheMainModuleIsRequired(string manifest) => Loading(manifest).ShouldBe(EntryLoading.Require);

    [Theory]
    [InlineData("index.js", true)]
    [InlineData("index.mjs", false)]
    [InlineData("main.js", false)]
    public void OnlyTheFileThatNodeFallsBackToCounts(string file, bool loads) => (Loading("{}", file) != EntryLoading.Nothing).ShouldBe(loads);
}
