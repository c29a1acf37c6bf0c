using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Tests.Text;

/// <summary>What every syntax reader with its editor promises, whatever the format.</summary>
public abstract class SyntaxContract
{
    /// <summary>Text that is apt to break one format or the other.</summary>
    private static readonly string[] Fragments =
    [
        "a", "b1", "1.0.0", "0.1", "12", "é", "😀", "\u00A0", "\u2028", "\u0085", "\uFEFF", " ", "  ", "\t", "\n", "\r\n", "\r", "\"", "'", "\"\"\"", "'''",
        "\\", "\\u0041", "#", ":", ": ", " #", ",", "-", "- ", "?", "{", "}", "[", "]", "[[", "]]", "&", "&amp;", "&#32;", "*", "<", ">", "/>", "</", "<!--", "-->", "<![CDATA[",
        "]]>", "<?", "?>", "=", "|", "|+", "%", "@", "`", "!", "!!str ", "~", "null", "true", ".", "..", "---", "...", "$", "\u0001", "\u007F", "//", "/*", "*/", "<!DOCTYPE", "&x ",
    ];

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void ValidDocumentsAreRead() => Check(random => Read(Document(random)));

    [Fact]
    public void ReplacingOneValueChangesThatValueOnly() => Check(random =>
    {
        var source = Document(random);
        Replace(source, Read(source), random);
    });

    [Fact]
    public void ReplacingAValueByItselfChangesNothing() => Check(random =>
    {
        var source = Document(random);
        foreach (var replacement in Read(source).Replacements)
        {
            source.With([replacement.Edit(replacement.Value)]).Text.ShouldBe(source.Text);
        }
    });

    [Fact]
    public void InsertingAddsOneValueOnly() => Check(random =>
    {
        var source = Document(random);
        foreach (var insertion in Read(source).Insertions)
        {
            var expected = Read(source).Values;
            expected.AddRange(insertion.Added);
            if (insertion.Removed is not null)
            {
                expected.Remove(insertion.Removed).ShouldBeTrue();
            }

            var edit = insertion.Edit();
            Read(source.With([edit])).Values.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal), edit.ToString());
        }
    });

    [Fact]
    public void DamagedDocumentsAreRefusedWithAPlaceOrRead() => Check(random =>
    {
        var text = new StringBuilder(Document(random).Text);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            Damage(text, random);
        }

        var source = new SourceText("f", text.ToString());
        if (TryRead(source) is { } snapshot && ReadsValidTextOnly)
        {
            Replace(source, snapshot, random);
        }
    });

    [Fact]
    public void RandomBytesAreRefusedWithAPlaceOrRead() => Check(random =>
    {
        var bytes = new byte[random.Next(0, 60)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0)
        {
            bytes = Encoding.UTF8.GetBytes(Pick(random, 15));
        }

        try
        {
            TryRead(SourceText.Decode("f", bytes));
        }
        catch (ReleaseException exception)
        {
            exception.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-MANIFEST-ENCODING");
            exception.Diagnostics[0].Location!.Line.ShouldBeGreaterThan(0);
        }
    });

    [Fact]
    public void ReadingTakesLinearTime()
    {
        foreach (var (name, text) in LargeDocuments())
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            TryRead(new SourceText("f", text));
            // A million characters take a fraction of a second; a square of them would take minutes.
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), name);
        }
    }

    /// <summary>A valid document with every notation that the format has.</summary>
    protected abstract string Generate(Random random, string newLine);

    /// <summary>Reads a document.</summary>
    protected abstract SyntaxSnapshot Read(SourceText source);

    /// <summary>Documents of about a million characters that would show anything quadratic.</summary>
    protected abstract IEnumerable<(string Name, string Text)> LargeDocuments();

    /// <summary>Whether the format can hold the value.</summary>
    protected virtual bool CanHold(string value) => true;

    /// <summary>Whether everything that is read is valid, so that edits of it keep their promise.</summary>
    protected virtual bool ReadsValidTextOnly => true;

    /// <summary>Some fragments in a row.</summary>
    protected static string Pick(Random random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(0, most + 1)).Select(_ => Fragments[random.Next(Fragments.Length)]));

    /// <summary>One of the values.</summary>
    protected static T OneOf<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static void Damage(StringBuilder text, Random random)
    {
        var start = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 6), text.Length - start);
        switch (random.Next(4))
        {
            case 0:
                text.Remove(start, length);
                break;
            case 1:
                text.Insert(random.Next(text.Length + 1), text.ToString(start, length));
                break;
            default:
                text.Insert(start, Fragments[random.Next(Fragments.Length)]);
                break;
        }
    }

    private static void Check(Action<Random> property) => Prop.ForAll(Seeds, seed =>
    {
        property(new Random(seed));
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private SourceText Document(Random random)
    {
        var newLine = OneOf(random, "\n", "\r\n");
        return new SourceText("f", OneOf(random, "", "\uFEFF") + Generate(random, newLine));
    }

    private SyntaxSnapshot? TryRead(SourceText source)
    {
        try
        {
            return Read(source);
        }
        catch (ReleaseException exception)
        {
            var diagnostic = exception.Diagnostics.ShouldHaveSingleItem();
            diagnostic.Code.ShouldBe("RK-MANIFEST-SYNTAX");
            diagnostic.Location!.Line.ShouldBeInRange(1, source.Text.Count(c => c == '\n') + 1);
            diagnostic.Location.Column.ShouldBeInRange(1, source.Text.Length + 1);
            return null;
        }
    }

    private void Replace(SourceText source, SyntaxSnapshot before, Random random)
    {
        if (before.Replacements.Count == 0)
        {
            return;
        }

        var target = before.Replacements[random.Next(before.Replacements.Count)];
        var value = Pick(random, 6);
        if (!CanHold(value))
        {
            return;
        }

        var edit = target.Edit(value);
        if (value != target.Value)
        {
            edit.Span.ShouldBe(target.Span);
        }

        var after = Read(source.With([edit]));
        var expected = before.Values.ToList();
        expected[target.Index] = target.Line(value);
        after.Values.ShouldBe(expected, $"{edit} of {TomlEditing.Quote(source.Text)}");
    }
}
