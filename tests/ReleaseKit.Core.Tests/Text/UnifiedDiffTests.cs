using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Text;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Text;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void EqualTextsHaveNoDiff() => UnifiedDiff.Create("a.txt", "x\n", "x\n").ShouldBeEmpty();

    [Fact]
    public void AChangedLineHasThreeLinesOfContext()
    {
        var before = string.Concat(Enumerable.Range(1, 9).Select(i => $"{i}\n"));
        UnifiedDiff.Create("d/a.txt", before, before.Replace("5\n", "five\n", StringComparison.Ordinal)).ShouldBe(
            """
            diff --git a/d/a.txt b/d/a.txt
            --- a/d/a.txt
            +++ b/d/a.txt
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8

            """);
    }

    [Fact]
    public void ANewFileComesFromNowhere() => UnifiedDiff.Create("CHANGELOG.md", null, "one\ntwo").ShouldBe(
        """
        diff --git a/CHANGELOG.md b/CHANGELOG.md
        new file mode 100644
        --- /dev/null
        +++ b/CHANGELOG.md
        @@ -0,0 +1,2 @@
        +one
        +two
        \ No newline at end of file

        """);

    [Fact]
    public void DistantChangesAreHunksOfTheirOwn()
    {
        var before = string.Concat(Enumerable.Range(1, 40).Select(i => $"line {i}\n"));
        var after = before.Replace("line 3\n", "line three\n", StringComparison.Ordinal).Replace("line 38\n", "", StringComparison.Ordinal);
        UnifiedDiff.Create("a", before, after).Split('\n').Count(l => l.StartsWith("@@", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void ACompleteRewriteOfALargeFileIsStillAPatch()
    {
        var before = string.Concat(Enumerable.Range(1, 3000).Select(i => $"old {i}\n"));
        var after = string.Concat(Enumerable.Range(1, 3000).Select(i => $"new {i}\n"));
        UnifiedDiff.Create("a", before, after).Split('\n').Length.ShouldBe(6000 + 5);
    }

    /// <summary>Small alphabets make texts that share lines; the last line may lack its line feed.</summary>
    [Fact]
    public void EveryPatchGivesTheNewText()
    {
        var line = Gen.Elements("a\n", "b\n", "c\r\n", "d\n", "\n");
        var text =
            from lines in Gen.ListOf(line)
            from tail in Gen.Elements("", "z", "a")
            select string.Concat(lines) + tail;
        Prop.ForAll(Arb.From(text), Arb.From(text), (before, after) => Apply(before, UnifiedDiff.Create("f", before, after)) == after).ShouldHold(2000);
    }

    [Fact]
    public void GitAppliesIt()
    {
        var git = Tool.Require("git");
        using var folder = new ScratchDirectory();
        var before = "{\r\n  \"name\": \"ü\",\r\n  \"version\": \"1.0.0\"\r\n}";
        var after = before.Replace("1.0.0", "1.1.0", StringComparison.Ordinal) + "\r\n";
        folder.Write("p/package.json", before);
        folder.Write("patch", UnifiedDiff.Create("p/package.json", before, after) + UnifiedDiff.Create("p/CHANGELOG.md", null, "# p\n"));
        var start = new ProcessStartInfo(git) { WorkingDirectory = folder.Path, RedirectStandardError = true };
        start.ArgumentList.Add("apply");
        start.ArgumentList.Add("patch");
        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd().ShouldNotContain("error");
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        File.ReadAllText(folder.File("p", "package.json")).ShouldBe(after);
        File.ReadAllText(folder.File("p", "CHANGELOG.md")).ShouldBe("# p\n");
    }

    /// <summary>A literal reader of the format, for one file.</summary>
    private static string Apply(string before, string patch)
    {
        if (patch.Length == 0)
        {
            return before;
        }

        var source = before.Split('\n').SkipLast(before.EndsWith('\n') || before.Length == 0 ? 1 : 0).ToArray();
        var result = new List<string>();
        var position = 0;
        var endsWithoutNewLine = false;
        var lines = patch.Split('\n')[3..];
        for (var i = 0; i < lines.Length; i++)
        {
            switch (lines[i])
            {
                case ['@', ..]:
                    var range = lines[i].Split(' ')[1][1..].Split(',');
                    var start = int.Parse(range[0]) - (range is [_, "0"] ? 0 : 1);
                    result.AddRange(source[position..start]);
                    position = start;
                    break;
                case [' ', .. var same]:
                    source[position++].ShouldBe(same);
                    result.Add(same);
                    endsWithoutNewLine = lines[i + 1].StartsWith('\\');
                    break;
                case ['-', .. var removed]:
                    source[position++].ShouldBe(removed);
                    break;
                case ['+', .. var added]:
                    result.Add(added);
                    endsWithoutNewLine = lines[i + 1].StartsWith('\\');
                    break;
            }
        }

        endsWithoutNewLine = position < source.Length ? !before.EndsWith('\n') : endsWithoutNewLine;
        result.AddRange(source[position..]);
        return string.Join('\n', result) + (result.Count > 0 && !endsWithoutNewLine ? "\n" : "");
    }
}
