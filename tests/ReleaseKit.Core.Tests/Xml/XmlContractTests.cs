using System.Text.RegularExpressions;
using System.Xml;
using ReleaseKit.Core.Tests.Text;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Core.Tests.Xml;

public sealed class XmlContractTests : SyntaxContract
{
    protected override string Generate(Random random, string newLine) =>
        OneOf(random, "", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", $"<?xml version='1.0'?>{newLine}<!-- 😀 -->{newLine}") + Element(random, 0, newLine) + OneOf(random, "", newLine, "<!-- end -->");

    protected override SyntaxSnapshot Read(SourceText source)
    {
        var snapshot = new SyntaxSnapshot();
        Flatten(XmlDocumentSyntax.Parse(source).Root, "", source, snapshot);
        return snapshot;
    }

    protected override bool CanHold(string value)
    {
        try
        {
            XmlConvert.VerifyXmlChars(value);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    protected override IEnumerable<(string Name, string Text)> LargeDocuments() =>
    [
        ("elements", $"<a>{string.Concat(Enumerable.Range(0, 60_000).Select(i => $"<b{i % 10}>t</b{i % 10}>\n"))}</a>"),
        ("attributes", $"<a {string.Concat(Enumerable.Range(0, 60_000).Select(i => $"x{i}='1' "))}/>"),
        ("text", $"<a>{string.Concat(Enumerable.Repeat("😀&amp;\r", 120_000))}</a>"),
        ("comments", $"<a>{string.Concat(Enumerable.Repeat("<!---->", 120_000))}</a>"),
        ("sections", $"<a>{string.Concat(Enumerable.Repeat("<![CDATA[]]>", 80_000))}</a>"),
        ("open", string.Concat(Enumerable.Repeat("<a>", 300_000))),
        ("unclosed comments", string.Concat(Enumerable.Repeat("<!-", 300_000))),
        ("prolog", string.Concat(Enumerable.Repeat("<?p ?>", 160_000)) + "<a/>"),
    ];

    private static string Element(Random random, int depth, string newLine)
    {
        var name = OneOf(random, "a", "b-c", "p:d", "é");
        string Blank() => OneOf(random, " ", newLine, "\t ");
        var attributes = OneOf(random, "", $"{Blank()}x=\"1 &amp; '2'\"", $"{Blank()}y{Blank()}={Blank()}'😀>\"'{Blank()}", $" x='' p:x=\"{newLine}\"");
        var start = $"<{name}{attributes}{(name.StartsWith("p:", StringComparison.Ordinal) || attributes.Contains("p:", StringComparison.Ordinal) ? " xmlns:p='urn:p'" : "")}";
        var count = random.Next(1, 4);
        return random.Next(depth < 4 ? 8 : 6) switch
        {
            0 => $"{start}{OneOf(random, "", " ", newLine)}/>",
            1 => $"{start}></{name}>",
            2 => $"{start}>{OneOf(random, "", " ", newLine)}1.0 é &lt; 😀 &#x41;{OneOf(random, "", " ", newLine)}</{name} >",
            3 => $"{start}>{OneOf(random, "", newLine)}<![CDATA[ & < {newLine}]]>{OneOf(random, "", newLine)}</{name}>",
            4 => $"{start}>{newLine}<!-- c --> 1.0 <?pi > ?>{newLine}</{name}{newLine}>",
            5 => $"{start}>one<!-- c -->two</{name}>",
            6 => $"{start}>{string.Concat(Enumerable.Range(0, count).Select(_ => Element(random, depth + 1, newLine)))}</{name}>",
            _ => $"{start}>{string.Concat(Enumerable.Range(0, count).Select(_ => $"{newLine}\t{Element(random, depth + 1, newLine)}{OneOf(random, "", " <!-- c -->")}"))}{newLine}</{name}>",
        };
    }

    private static void Flatten(XmlElementSyntax element, string path, SourceText source, SyntaxSnapshot snapshot)
    {
        path = $"{path}/{element.QualifiedName}";
        snapshot.Values.Add(path);
        foreach (var attribute in element.Attributes.Where(a => a.Namespace != "http://www.w3.org/2000/xmlns/"))
        {
            snapshot.AddReplaceable($"{path}@{attribute.Name}", attribute.Value, attribute.ValueSpan, value => XmlEditing.ReplaceAttribute(attribute, value));
        }

        var colon = element.QualifiedName.IndexOf(':', StringComparison.Ordinal);
        var prefix = element.QualifiedName[..(colon + 1)];
        var textLine = element.Elements.IsEmpty ? $"{path}={element.Text}" : null;
        snapshot.Insertions.Add(new(() => XmlEditing.InsertElement(element, "new", "9", source), [$"{path}/{prefix}new", $"{path}/{prefix}new=9"], textLine));
        if (element.TextSpan is { } span)
        {
            var before = Blanks(source.Text[element.Content.Start..span.Start]);
            var after = Blanks(source.Text[span.End..element.Content.End]);
            var value = element.Text[before.Length..^after.Length];
            snapshot.AddReplaceable(value, span, text => XmlEditing.ReplaceText(element, text), text => $"{path}={before}{text}{after}");
        }
        else if (textLine is not null)
        {
            snapshot.Values.Add(textLine);
        }

        foreach (var child in element.Elements)
        {
            Flatten(child, path, source, snapshot);
        }
    }

    /// <summary>What stands around the text, as a reader sees it.</summary>
    private static string Blanks(string written) => Regex.Replace(
        written.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'),
        @"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[|\]\]>", "", RegexOptions.Singleline);
}
