using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Gradle;

namespace ReleaseKit.Engine.Tests.Gradle;

public sealed class EditPropertyTests
{
    private static readonly PackageId Id = new("gradle", "org.acme:core");

    /// <summary>Lines of all kinds around the one that counts; each file ends up with the new value in its place and otherwise as it was.</summary>
    [Fact]
    public void AnEditChangesOnlyTheValueAskedFor()
    {
        var lines = Gen.Elements(
            "", "// version = '1.0.0'", "/* version '1.0.0'\n   more */", "apply plugin: 'java'", "dependencies { api 'org.other:core:1.0.0' }", "def s = \"version = '1.0.0' ${1 + 1}\"",
            "task t { version = '1.0.0' }", "\tdescription = 'ünï – \\' quoted'", "tasks.register('x') { println(\"1.0.0\") }", "def p = ~/a'b/", "plugins { id 'y' version '1.0.0' }");
        var versions = Gen.Elements("version = '1.0.0'", "version '1.0.0'", "version=\"1.0.0\"", "  version   =  '1.0.0' // 1.0.0", "project.version = '1.0.0'", "allprojects { version = '1.0.0' }");
        var files = from before in Gen.ListOf(lines)
                    from version in versions
                    from after in Gen.ListOf(lines)
                    from end in Gen.Elements("\n", "\r\n")
                    from mark in Gen.Elements("", "\uFEFF")
                    select (Head: mark + string.Concat(before.Select(l => l.ReplaceLineEndings(end) + end)), Line: version, Tail: string.Concat(after.Select(l => end + l.ReplaceLineEndings(end))));
        Prop.ForAll(files.ToArbitrary(), file =>
        {
            var source = new SourceText("build.gradle", file.Head + file.Line + file.Tail);
            var change = new VersionChange(RelativePath.Parse("build.gradle"), Id, "1.0.0", "2.10.0-rc.1");
            var edited = source.With(new GradleWorkspace().Edit(source, [change]));
            var at = file.Line.IndexOf("1.0.0", StringComparison.Ordinal);
            return edited.Text == file.Head + file.Line[..at] + "2.10.0-rc.1" + file.Line[(at + 5)..] + file.Tail && new GradleWorkspace().Edit(edited, [change]).IsEmpty;
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Whatever a script holds, it is read or refused with a code, and no more.</summary>
    [Fact]
    public void NoTextMakesTheReaderFallOver()
    {
        var pieces = Gen.Elements("{", "}", "(", ")", "'", "\"", "\"\"\"", "'''", "/", "//", "/*", "*/", "\\", "$", "${", "\n", " ", "include", "version", "=", "a", ".", "->", "if", "for", "in", "fun", "def", "[", "]", ",", ":", "x-1", "\uD83D", "`", "project");
        Prop.ForAll(Gen.ListOf(pieces).ToArbitrary(), parts =>
        {
            foreach (var name in new[] { "settings.gradle", "settings.gradle.kts", "build.gradle" })
            {
                using var tree = new GradleTree().With(name, string.Concat(parts).Replace('\uD83D', '?'));
                try
                {
                    tree.Discover();
                }
                catch (Core.Diagnostics.ReleaseException refusal)
                {
                    if (refusal.Diagnostics.Any(d => d.Location is null))
                    {
                        return false;
                    }
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }
}
