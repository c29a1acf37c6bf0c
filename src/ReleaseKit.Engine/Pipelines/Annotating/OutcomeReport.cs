using System.Text;
using System.Xml;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>Outcomes as test results in the form of JUnit, which CI services show.</summary>
internal static class OutcomeReport
{
    public static string Write(IReadOnlyCollection<PipelineOutcome> outcomes)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "Release");
            xml.WriteAttributeString("tests", Count(outcomes, _ => true));
            xml.WriteAttributeString("failures", Count(outcomes, o => o.Status == "failed"));
            xml.WriteAttributeString("skipped", Count(outcomes, o => o.Status == "blocked"));
            foreach (var outcome in outcomes.OrderBy(o => o.Package, StringComparer.Ordinal))
            {
                Write(xml, outcome);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Write(XmlWriter xml, PipelineOutcome outcome)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", DisplayText.Line(outcome.Ecosystem));
        xml.WriteAttributeString("name", DisplayText.Line($"{outcome.Package} {outcome.Version}"));
        if (!outcome.IsLive)
        {
            xml.WriteStartElement(outcome.Status == "blocked" ? "skipped" : "failure");
            xml.WriteAttributeString("message", DisplayText.Line(outcome.Detail));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Count(IEnumerable<PipelineOutcome> outcomes, Func<PipelineOutcome, bool> which) => XmlConvert.ToString(outcomes.Count(which));
}
