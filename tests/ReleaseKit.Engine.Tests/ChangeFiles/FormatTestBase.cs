using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.ChangeFiles;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

/// <summary>Reads texts as files of one format.</summary>
public abstract class FormatTestBase
{
    protected abstract IChangeFileFormat Format { get; }

    protected virtual string Path => ".changeset/brave-cats-run.md";

    protected List<Diagnostic> Warnings { get; } = [];

    protected ChangeFile Read(string text) => Format.Read(new SourceText(Path, text), Warnings);

    /// <summary>Every change as <c>name level</c>.</summary>
    protected string[] Changes(string text) => [.. Read(text).Changes.Select(c => $"{c.Package} {c.Level}")];

    /// <summary>The one problem of a text, as code and place.</summary>
    protected string Problem(string text)
    {
        var problem = Should.Throw<ReleaseException>(() => Read(text)).Diagnostics.ShouldHaveSingleItem();
        return $"{problem.Code} {problem.Location!.Line},{problem.Location.Column}";
    }

    /// <summary>What is written can be read, and means the same.</summary>
    protected void ShouldReadBack(NewChange change, string path, string text)
    {
        var (file, written) = Format.Write(change, "brave-cats-run");
        file.Value.ShouldBe(path);
        written.ShouldBe(text);
        Format.Includes(file).ShouldBeTrue();
        var read = Format.Read(new SourceText(file.Value, written), Warnings);
        read.Changes.Select(c => (c.Package, c.Level, c.Text)).ShouldBe(change.Packages.Select(p => (p, change.Level, change.Text)));
        Warnings.ShouldBeEmpty();
    }

    protected static NewChange New(BumpLevel level, string text, params string[] packages) => new([.. packages], level, text, "ann@example.test");
}
