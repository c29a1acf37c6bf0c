using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Core.Tests.Xml;

public sealed class XmlDocumentSyntaxTests
{
    [Fact]
    public void ElementsAttributesAndTextsHaveTheirSpans()
    {
        const string text = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<!-- 😀 -->\r\n<p:a xmlns:p='urn:x' b = \"1 &amp; 2\" p:b='😀>'>\r\n\t<v>😀 &lt; é</v><e/>\r\n</p:a>\r\n";
        var root = Parse(text).Root;

        (root.Name, root.QualifiedName, root.Namespace, root.IsEmpty, root.TextSpan).ShouldBe(("a", "p:a", "urn:x", false, null));
        Slice(text, root.Span).ShouldBe(text[text.IndexOf("<p:a", StringComparison.Ordinal)..].TrimEnd());
        root.Text.ShouldBe("\n\t\n");
        root.Attribute("b")!.Value.ShouldBe("1 & 2");
        root.Attributes.Select(a => (a.Name, Slice(text, a.ValueSpan), a.Quote)).ShouldBe([("p", "urn:x", '\''), ("b", "1 &amp; 2", '"'), ("b", "😀>", '\'')]);
        var v = root.Find("v")!;
        v.Text.ShouldBe("😀 < é");
        Slice(text, v.TextSpan!.Value).ShouldBe("😀 &lt; é");
        Slice(text, v.Span).ShouldBe("<v>😀 &lt; é</v>");
        var e = root.Element("e")!;
        (e.IsEmpty, e.TextSpan, Slice(text, e.Span)).ShouldBe((true, null, "<e/>"));
        root.Find("e", "missing").ShouldBeNull();
        root.ElementsNamed("v").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("<a></a>", "", "")]
    [InlineData("<a> </a>", " ", " ")]
    [InlineData("<a>\n  1.0\n</a>", "\n  1.0\n", "1.0")]
    [InlineData("<a><![CDATA[ 1 & 2 ]]></a>", " 1 & 2 ", " 1 & 2 ")]
    [InlineData("<a>\n<![CDATA[]]>\n</a>", "\n\n", "")]
    [InlineData("<a>1.0 <!-- x --></a>", "1.0 ", "1.0")]
    [InlineData("<a><?pi a>b?>1.0</a>", "1.0", "1.0")]
    [InlineData("<a><!-- > -->&#x1F600;</a>", "😀", "&#x1F600;")]
    public void OneTextIsFoundWithoutWhatSurroundsIt(string text, string value, string slice)
    {
        var root = Parse(text).Root;
        root.Text.ShouldBe(value);
        Slice(text, root.TextSpan.ShouldNotBeNull()).ShouldBe(slice);
    }

    [Theory]
    [InlineData("<a>1<!-- x -->2</a>")]
    [InlineData("<a><!-- x --></a>")]
    [InlineData("<a>1<![CDATA[2]]></a>")]
    [InlineData("<a><b/></a>")]
    [InlineData("<a/>")]
    public void WithoutOneTextThereIsNoTextSpan(string text) => Parse(text).Root.TextSpan.ShouldBeNull();

    [Fact]
    public void LoneCarriageReturnsDoNotShiftSpans()
    {
        const string text = "<a>\r<b>\r\n<c x='1'>t</c>\n\r<d/></b></a>";
        var c = Parse(text).Root.Find("b", "c")!;
        Slice(text, c.Span).ShouldBe("<c x='1'>t</c>");
        Slice(text, c.Attributes[0].ValueSpan).ShouldBe("1");
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("\n\n", 3, 1)]
    [InlineData("x", 1, 1)]
    [InlineData("<a>\n  <b></c>\n</a>", 2, 8)]
    [InlineData("<a/><b/>", 1, 6)]
    [InlineData("<a x='1' x='2'/>", 1, 10)]
    [InlineData("<p:a/>", 1, 2)]
    [InlineData("<a>&x;</a>", 1, 5)]
    [InlineData("<a>\u0001</a>", 1, 4)]
    [InlineData("<a>\n", 2, 1)]
    public void BrokenTextIsRefusedAtItsPlace(string text, int line, int column)
    {
        var diagnostic = Refuse(text);
        (diagnostic.Location!.Line, diagnostic.Location.Column).ShouldBe((line, column), diagnostic.ToString());
    }

    [Theory]
    [InlineData("<!DOCTYPE a><a/>", 1, 1)]
    [InlineData("<?xml version='1.0'?>\n<!-- <!DOCTYPE --> <!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", 2, 20)]
    [InlineData("\uFEFF <!DOCTYPE a SYSTEM 'http://example.org/x.dtd'><a/>", 1, 2)]
    public void DocumentTypeIsRefused(string text, int line, int column)
    {
        var diagnostic = Refuse(text);
        diagnostic.Message.ShouldContain("DOCTYPE");
        (diagnostic.Location!.Line, diagnostic.Location.Column).ShouldBe((line, column));
    }

    [Fact]
    public void DeepNestingIsRefusedNotOverflown()
    {
        Refuse(string.Concat(Enumerable.Repeat("<a>", 100_000)));
        Parse(string.Concat(Enumerable.Repeat("<a>", 150)) + string.Concat(Enumerable.Repeat("</a>", 150)));
    }

    private static Diagnostic Refuse(string text)
    {
        var diagnostic = Should.Throw<ReleaseException>(() => Parse(text)).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("RK-MANIFEST-SYNTAX");
        return diagnostic;
    }

    private static XmlDocumentSyntax Parse(string text) => XmlDocumentSyntax.Parse(new SourceText("f.xml", text));

    private static string Slice(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}
