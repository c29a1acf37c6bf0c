using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Core.Tests.Xml;

public sealed class XmlEditingTests
{
    [Theory]
    [InlineData("<a>1.0</a>", "2.0", "<a>2.0</a>")]
    [InlineData("<a>\r\n\t1.0 <!-- keep -->\r\n</a>", "2.0", "<a>\r\n\t2.0 <!-- keep -->\r\n</a>")]
    [InlineData("<a><![CDATA[1]]></a>", "2 & ]]> 3", "<a><![CDATA[2 & ]]]]><![CDATA[> 3]]></a>")]
    [InlineData("<a></a>", "[1,2)", "<a>[1,2)</a>")]
    [InlineData("<p:a xmlns:p='u' x='/' />", "1", "<p:a xmlns:p='u' x='/'>1</p:a>")]
    [InlineData("<a>1</a>", ">=1 & <2\r", "<a>&gt;=1 &amp; &lt;2&#xD;</a>")]
    [InlineData("<a>1</a>\r\n", "x\ny", "<a>x\r\ny</a>\r\n")]
    public void ReplaceTextChangesTheTextOnly(string before, string value, string after) =>
        Apply(before, (root, _) => XmlEditing.ReplaceText(root, value)).ShouldBe(after);

    [Theory]
    [InlineData("<a x=\"1\" y='1'/>", "<a x=\"a&quot;'&amp;&lt;>&#xA;&#x9;&#xD;😀\" y='1'/>", "x")]
    [InlineData("<a x=\"1\" y='1'/>", "<a x=\"1\" y='a\"&apos;&amp;&lt;>&#xA;&#x9;&#xD;😀'/>", "y")]
    public void ReplaceAttributeEscapesForItsQuotes(string before, string after, string name) =>
        Apply(before, (root, _) => XmlEditing.ReplaceAttribute(root.Attribute(name)!, "a\"'&<>\n\t\r😀")).ShouldBe(after);

    [Theory]
    [InlineData("<a>\n  <b/>\n</a>", "<a>\n  <b/>\n  <k>v&amp;</k>\n</a>")]
    [InlineData("<a>\r\n\t<b/> <!-- c -->\r\n</a>", "<a>\r\n\t<b/> <!-- c -->\r\n\t<k>v&amp;</k>\r\n</a>")]
    [InlineData("<a><b/></a>", "<a><b/><k>v&amp;</k></a>")]
    [InlineData("<a/>", "<a><k>v&amp;</k></a>")]
    [InlineData("<a></a>", "<a><k>v&amp;</k></a>")]
    [InlineData("<a>\n</a>", "<a>\n  <k>v&amp;</k>\n</a>")]
    [InlineData("<a>\n  <!-- c -->\n</a>", "<a>\n  <!-- c -->\n  <k>v&amp;</k>\n</a>")]
    [InlineData("<a>text</a>", "<a>text<k>v&amp;</k></a>")]
    [InlineData("<p:a xmlns:p='u'><p:b/></p:a>", "<p:a xmlns:p='u'><p:b/><p:k>v&amp;</p:k></p:a>")]
    public void InsertElementFollowsTheParent(string before, string after) =>
        Apply(before, (root, source) => XmlEditing.InsertElement(root, "k", "v&", source)).ShouldBe(after);

    [Theory]
    [InlineData("<a>\n    <b />\n</a>", "<a>\n    <b>\n        <k>v</k>\n    </b>\n</a>")]
    [InlineData("<a>\r\n\t<b></b>\r\n</a>", "<a>\r\n\t<b>\r\n\t\t<k>v</k>\r\n\t</b>\r\n</a>")]
    public void InsertElementOpensAnEmptyParent(string before, string after) =>
        Apply(before, (root, source) => XmlEditing.InsertElement(root.Element("b")!, "k", "v", source)).ShouldBe(after);

    [Fact]
    public void WhatXmlCannotHoldIsACallersError()
    {
        var document = XmlDocumentSyntax.Parse(new SourceText("f", "<a x='1'><b/></a>"));
        Should.Throw<ArgumentException>(() => XmlEditing.ReplaceText(document.Root, "1"));
        Should.Throw<ArgumentException>(() => XmlEditing.ReplaceAttribute(document.Root.Attributes[0], "\0"));
        Should.Throw<ArgumentException>(() => XmlEditing.ReplaceText(document.Root.Elements[0], "\uD800"));
        Should.Throw<ArgumentException>(() => XmlEditing.InsertElement(document.Root, "x><y", "1", document.Source));
        Should.Throw<ArgumentException>(() => XmlEditing.InsertElement(document.Root, "x:y", "1", document.Source));
    }

    private static string Apply(string text, Func<XmlElementSyntax, SourceText, TextEdit> edit)
    {
        var document = XmlDocumentSyntax.Parse(new SourceText("f", text));
        var edited = document.Source.With([edit(document.Root, document.Source)]);
        XmlDocumentSyntax.Parse(edited);
        return edited.Text;
    }
}
