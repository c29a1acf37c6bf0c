using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Tests.Edits;

/// <summary>Every format of manifest and lock file, plain and as people write it: an edit changes the values asked for, and no other byte.</summary>
public sealed class EditCaseTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases => EditCase.All().Select(c => new TheoryDataRow<string, string>(c.Format, c.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheValuesAskedForAreReplacedAndNoOtherByte(string format, string name)
    {
        var edit = new EditCase(format, name);
        var (before, after) = (edit.In, edit.Out);
        before.ShouldNotBe(after);
        Encoding.UTF8.GetString(edit.Apply(before, edit.Changes)).ShouldBe(Encoding.UTF8.GetString(after));
        edit.Apply(before, edit.Changes).ShouldBe(after);
        edit.Apply(after, edit.Changes).ShouldBe(after, "a second time there is nothing to do");
        edit.Apply(before, [.. edit.Changes.Select(c => c with { To = c.From })]).ShouldBe(before, "asking for what is there changes nothing");
    }

    [Fact]
    public void EveryFormatIsThereInItsMoods() =>
        EditCase.All().GroupBy(c => c.Format).Select(g => (g.Key, Count: g.Count())).ShouldAllBe(f => f.Count >= 6);

    /// <summary>Whatever the new version is, taking it back gives the old bytes, and no other place holds it.</summary>
    [Fact]
    public void AnyVersionCanBeWrittenAndTakenBack()
    {
        var cases = EditCase.All().ToArray();
        var edits =
            from one in Gen.Elements(cases)
            from numbers in Gen.ArrayOf(Gen.Choose(20, 99_999), 3)
            select (one.Format, one.Name, Version: string.Join('.', numbers));
        Prop.ForAll(edits.ToArbitrary(), random =>
        {
            var edit = new EditCase(random.Format, random.Name);
            ManifestChange[] changes = [.. edit.Changes.Select((c, i) => c with { To = To(c, $"{random.Version}{i}") })];
            var written = edit.Apply(edit.In, changes);
            var text = Encoding.UTF8.GetString(written);
            Enumerable.Range(0, changes.Length).ShouldAllBe(i => text.Split($"{random.Version}{i}").Length == 2);
            edit.Apply(written, [.. changes.Select(c => c with { From = c.To, To = c.From })]).ShouldBe(edit.In);
        }).QuickCheckThrowOnFailure();

        // As the range is written, with another version.
        static string To(ManifestChange change, string version) => change.From[..change.From.IndexOfAny([.. "0123456789"])] + version;
    }
}
